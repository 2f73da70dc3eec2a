"""All stories of the demonstration in the order in which they came; called by build."""

from datetime import datetime

from engine.demonstration.hours import Hours
from engine.demonstration.open_stories import open_stories
from engine.demonstration.story import Story


def all_of(hours: Hours, now: datetime) -> list[Story]:
    """The closed and the open ones, the oldest first; none in the future."""
    told = open_stories(hours, now)
    return sorted((story for story in told if story.received <= now), key=lambda story: story.received)
