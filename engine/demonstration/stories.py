"""All stories of the demonstration in the order in which they came; called by build."""

from dataclasses import replace
from datetime import datetime

from engine import dates
from engine.demonstration.closed_stories import closed_stories
from engine.demonstration.hours import Hours
from engine.demonstration.open_stories import open_stories
from engine.demonstration.story import Story


def all_of(hours: Hours, now: datetime) -> list[Story]:
    """The closed and the open ones, the oldest first; none in the future. Seeded with the day."""
    seed = f"Marlshire {dates.local_day(now).isoformat()}"
    told = [story for story in (*closed_stories(hours, now), *open_stories(hours, now)) if story.received <= now]
    return [replace(story, seed=seed) for story in sorted(told, key=lambda story: story.received)]
