"""The picture of a drawing: makes room in it, places a step, redraws its arrows; called by revising.

Shapes and arrows are those of the BPMN file's own diagram part. A drawing without one stays without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
WIDTH, HEIGHT, APART = 100.0, 80.0, 50.0
LANE = 120.0
Point = tuple[float, float]
Ends = tuple[str, str]


@dataclass
class Box:
    """A rectangle; `element` is the dc:Bounds that holds it."""

    element: etree._Element
    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, bounds: etree._Element) -> Box:
        """As it is written."""
        return cls(bounds, *(_number(bounds.get(name)) for name in ("x", "y", "width", "height")))

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def write(self) -> None:
        """Put it back into the file."""
        for name in ("x", "y", "width", "height"):
            self.element.set(name, _text(getattr(self, name)))

    def start(self, axis: int) -> float:
        """Its left or upper edge."""
        return self.y if axis else self.x

    def size(self, axis: int) -> float:
        """Its width or height."""
        return self.height if axis else self.width

    def shift(self, axis: int, by: float) -> None:
        """Move it."""
        if axis:
            self.y += by
        else:
            self.x += by

    def grow(self, axis: int, by: float) -> None:
        """Make it wider or higher."""
        if axis:
            self.height += by
        else:
            self.width += by

    def meets(self, other: Box, room: float = 0) -> bool:
        """Whether they overlap, or come nearer than `room`."""
        return (
            self.x < other.x + other.width + room
            and other.x < self.x + self.width + room
            and self.y < other.y + other.height + room
            and other.y < self.y + self.height + room
        )


class Picture:
    """All shapes and arrows of a file, by the id of what they draw; `hosts` are the steps on whose edge events sit."""

    def __init__(
        self, root: etree._Element, holders: Iterable[str], hosts: dict[str, str], ends: dict[str, Ends]
    ) -> None:
        plane = next(root.iter(f"{DI}BPMNPlane"), None)
        self.plane = plane
        self.shapes: dict[str, etree._Element] = {}
        self.boxes: dict[str, Box] = {}
        self.edges: dict[str, etree._Element] = {}
        self.holders = set(holders)
        self.hosts, self.ends = hosts, ends
        for drawn in [] if plane is None else plane:
            of = drawn.get("bpmnElement", "")
            bounds = drawn.find(f"{DC}Bounds")
            if drawn.tag == f"{DI}BPMNShape" and bounds is not None:
                self.shapes[of], self.boxes[of] = drawn, Box.of(bounds)
            elif drawn.tag == f"{DI}BPMNEdge":
                self.edges[of] = drawn

    # Reading and writing

    def points(self, edge: str) -> list[Point]:
        """The way points of an arrow."""
        if edge not in self.edges:
            return []
        return [(_number(p.get("x")), _number(p.get("y"))) for p in self.edges[edge].iterchildren(f"{DD}waypoint")]

    def draw_edge(self, edge: str, points: list[Point]) -> None:
        """Draw an arrow along these points; its label stays where it was unless it is new."""
        if self.plane is None:
            return
        if edge not in self.edges:
            self.edges[edge] = etree.SubElement(self.plane, f"{DI}BPMNEdge", id=f"{edge}_di", bpmnElement=edge)
        element = self.edges[edge]
        for old in list(element.iterchildren(f"{DD}waypoint")):
            element.remove(old)
        for at, (x, y) in enumerate(_plain(points)):
            element.insert(at, etree.Element(f"{DD}waypoint", x=_text(x), y=_text(y)))

    def draw_shape(
        self, of: str, x: float, y: float, width: float = WIDTH, height: float = HEIGHT, **more: str
    ) -> None:
        """Draw a step or a lane."""
        if self.plane is None:
            return
        shape = etree.SubElement(self.plane, f"{DI}BPMNShape", id=f"{of}_di", bpmnElement=of)
        for key, value in more.items():
            shape.set(key, value)
        bounds = etree.SubElement(shape, f"{DC}Bounds")
        self.shapes[of], self.boxes[of] = shape, Box(bounds, x, y, width, height)
        self.boxes[of].write()

    def rub_out(self, of: str) -> None:
        """Take a shape or an arrow out of the picture."""
        drawn = self.shapes.pop(of, None)
        if drawn is None:
            drawn = self.edges.pop(of, None)
        self.boxes.pop(of, None)
        if drawn is not None and self.plane is not None:
            self.plane.remove(drawn)

    # Making room

    def make_room(self, axis: int, cut: float, by: float) -> None:
        """Move all that lies beyond `cut` (right of it, or below it for axis 1), and widen what holds both sides."""
        moved = {of for of in self.boxes if self._beyond(of, axis, cut)}
        for edge in self.edges:
            self._stretch(edge, axis, cut, by, moved)
        for of, box in self.boxes.items():
            if of in moved:
                box.shift(axis, by)
            elif of in self.holders and box.start(axis) < cut < box.start(axis) + box.size(axis):
                box.grow(axis, by)
            box.write()
            self._move_label(self.shapes[of], axis, by if of in moved else 0)

    def _beyond(self, of: str, axis: int, cut: float) -> bool:
        if host := self.hosts.get(of):
            return host in self.boxes and self._beyond(host, axis, cut)
        box = self.boxes[of]
        if of in self.holders:
            return box.start(axis) >= cut
        return box.middle[axis] >= cut

    def _stretch(self, edge: str, axis: int, cut: float, by: float, moved: set[str]) -> None:
        points = self.points(edge)
        if not points:
            return
        moves = [point[axis] >= cut for point in points]
        source, target = self.ends.get(edge, ("", ""))
        for at, end, step in ((0, source, 1), (-1, target, -1)):
            if end in self.boxes:
                self._follow(points, moves, at, step, axis, end in moved)
        self.draw_edge(edge, [_moved(p, axis, by if m else 0) for p, m in zip(points, moves, strict=True)])
        label = self.edges[edge].find(f"{DI}BPMNLabel/{DC}Bounds")
        if label is not None and Box.of(label).middle[axis] >= cut:
            self._move_label(self.edges[edge], axis, by)

    def _follow(self, points: list[Point], moves: list[bool], at: int, step: int, axis: int, does: bool) -> None:
        """An arrow's end goes with its step, and so do points that stand straight above or below it."""
        moves[at] = does
        count = len(points)
        here = at % count
        while 0 <= here + step < count and abs(points[here][axis] - points[here + step][axis]) < 1:
            here += step
            moves[here] = does

    def _move_label(self, drawn: etree._Element, axis: int, by: float) -> None:
        bounds = drawn.find(f"{DI}BPMNLabel/{DC}Bounds")
        if bounds is not None and by:
            label = Box.of(bounds)
            label.shift(axis, by)
            label.write()

    # Placing

    def parts(self, edge: str) -> int:
        """How many straight parts an arrow has; on each a step can stand."""
        return max(0, len(self.points(edge)) - 1)

    def insert(
        self, edge: str, onward: str, step: str, lane: Box | None, size: Point = (WIDTH, HEIGHT), at: int = 0
    ) -> None:
        """Draw a new step on a straight part of an arrow: `edge` leads to it, `onward` from it; the rest makes room."""
        if self.plane is None or at >= self.parts(edge):
            return
        start, end = self.points(edge)[at : at + 2]
        axis = 0 if abs(start[0] - end[0]) >= abs(start[1] - end[1]) else 1
        cut = round((start[axis] + end[axis]) / 20) * 10.0
        need = size[axis] + APART - max(0.0, abs(end[axis] - start[axis]) - APART)
        self.make_room(axis, cut, max(0.0, round(need / 10 + 0.49) * 10))
        self._put(edge, onward, step, (axis, at, end[axis] >= start[axis]), lane, size)

    def faults(self, step: str, arrows: Iterable[str]) -> int:
        """How much a step just drawn gets in the way: what it covers, and what its arrows run through."""
        box, mine = self.boxes.get(step), set(arrows)
        if box is None:
            return 0
        apart = Box(box.element, box.x - 5, box.y - 5, box.width + 10, box.height + 10)
        solid = {of: other for of, other in self.boxes.items() if of not in self.holders}
        count = 4 * sum(box.meets(other) for of, other in solid.items() if of != step)
        count += sum(_crosses(line, apart) for edge in self.edges if edge not in mine for line in self._lines(edge))
        count += sum(label.meets(box) for label in self._labels())
        for edge in mine:
            ends = self.ends.get(edge, ("", ""))
            others = [other for of, other in solid.items() if of not in ends and self.hosts.get(of) not in ends]
            lines = self._lines(edge)
            count += 2 * sum(_crosses(line, other) for line in lines for other in others)
            count += 2 * sum(_crosses(line, self.boxes[end], inset=1) for line in lines for end in ends if end in solid)
            count += sum(_crosses(line, label) for line in lines for label in self._labels())
        return count

    def _lines(self, edge: str) -> list[tuple[Point, Point]]:
        points = self.points(edge)
        return list(pairwise(points))

    def _labels(self) -> Iterator[Box]:
        for drawn in (*self.shapes.values(), *self.edges.values()):
            bounds = drawn.find(f"{DI}BPMNLabel/{DC}Bounds")
            if bounds is not None:
                yield Box.of(bounds)

    def _put(
        self, edge: str, onward: str, step: str, part: tuple[int, int, bool], lane: Box | None, size: Point
    ) -> None:
        axis, at, forward = part
        points = self.points(edge)
        (ax, ay), (bx, by) = points[at], points[at + 1]
        middle = [(ax + bx) / 2, (ay + by) / 2]
        corner = [round((middle[0] - size[0] / 2) / 10) * 10.0, middle[1] - size[1] / 2]
        on_line = corner[1]
        if lane is not None and not (lane.y <= corner[1] and corner[1] + size[1] <= lane.y + lane.height):
            corner[1] = self.free_row(corner[0], size, lane, step)
            points = self.points(edge)
        self.draw_shape(step, corner[0], corner[1], *size)
        box = self.boxes[step]
        enter, leave = _sides(box, axis if corner[1] == on_line else 0, forward)
        self.draw_edge(edge, [*points[: at + 1], *_elbow(points[at], enter, out=False), enter])
        self.draw_edge(onward, [leave, *_elbow(points[at + 1], leave, out=True), *points[at + 1 :]])
        self._drop_label(edge, box)

    def _drop_label(self, edge: str, box: Box) -> None:
        """A label that the new step would cover goes back to where an editor puts it."""
        label = self.edges[edge].find(f"{DI}BPMNLabel")
        bounds = None if label is None else label.find(f"{DC}Bounds")
        if label is not None and bounds is not None and Box.of(bounds).meets(box):
            x, y = self.points(edge)[0]
            placed = Box.of(bounds)
            placed.x, placed.y = x + 4, y - placed.height - 4
            placed.write()

    def free_row(self, x: float, size: Point, lane: Box, step: str) -> float:
        """The y in a lane at which a box stands clear of the lane's other steps; the lane grows when there is none."""
        rows = [lane.y + (lane.height - size[1]) / 2]
        rows += [lane.y + 10 + 10 * n for n in range(max(0, int((lane.height - size[1]) // 10) - 1))]
        for y in rows:
            if (
                y >= lane.y
                and y + size[1] <= lane.y + lane.height
                and self._clear(Box(lane.element, x, y, *size), step)
            ):
                return round(y)
        low = lane.y + lane.height
        self.make_room(1, low - 1, size[1] + 30)
        return low + 10

    def _clear(self, box: Box, step: str) -> bool:
        others = (other for of, other in self.boxes.items() if of not in self.holders and of != step)
        return not any(box.meets(other, 10) for other in others)

    def lane_at_foot(self, lane: str, pool: str, lanes: list[str]) -> Box | None:
        """Draw a new lane below the others, and make the pool higher."""
        others = [self.boxes[each] for each in lanes if each in self.boxes]
        frame = self.boxes.get(pool)
        if frame is None or not others:
            return None
        low = frame.y + frame.height
        self.make_room(1, low, LANE)
        frame.grow(1, LANE)
        frame.write()
        self.draw_shape(lane, others[0].x, low, others[0].width, LANE, isHorizontal="true")
        return self.boxes[lane]

    def move(self, step: str, lane: Box, edges: Iterable[str]) -> None:
        """Move a step into another lane and draw its arrows anew."""
        box = self.boxes.get(step)
        if box is None:
            return
        before = box.y
        y = self.free_row(box.x, (box.width, box.height), lane, step)
        box.shift(1, y - box.y)
        box.write()
        self._move_label(self.shapes[step], 1, box.y - before)
        for event, host in self.hosts.items():
            if host == step and event in self.boxes:
                self.boxes[event].shift(1, box.y - before)
                self.boxes[event].write()
                self._move_label(self.shapes[event], 1, box.y - before)
        for edge in edges:
            self.connect(edge)

    def connect(self, edge: str) -> None:
        """Draw an arrow anew between its two steps, with right angles, where it runs through the least."""
        ends = self.ends[edge]
        source, target = (self.boxes.get(end) for end in ends)
        if source is None or target is None:
            return
        others = [o for of, o in self.boxes.items() if of not in self.holders and of not in ends]
        others += [source, target, *self._labels()]

        def through(points: list[Point]) -> int:
            return sum(_crosses(line, other, inset=1) for line in pairwise(points) for other in others)

        self.draw_edge(edge, min(ways(source, target), key=lambda way: (through(way), len(way))))


def ways(source: Box, target: Box) -> list[list[Point]]:
    """Right-angled ways from one box to another: straight on, over the top, below, and with bends here and there."""
    (sx, sy), (tx, ty) = source.middle, target.middle
    right, left = source.x + source.width, target.x
    found: list[list[Point]] = []
    if left >= right + 10:
        bends = (left - 25, right + 25, (right + left) / 2)
        found += [[(right, sy), (bend, sy), (bend, ty), (left, ty)] for bend in bends]
        side = source.y if ty < sy else source.y + source.height
        found.append([(sx, side), (sx, ty), (left, ty)])
        found.append([(right, sy), (tx, sy), (tx, target.y + target.height if ty < sy else target.y)])
    if abs(sx - tx) < 5:
        found.append(
            [
                (sx, source.y if ty < sy else source.y + source.height),
                (sx, target.y + target.height if ty < sy else target.y),
            ]
        )
    for above in (20.0, 35.0, 50.0, 65.0):
        top, low = min(source.y, target.y) - above, max(source.y + source.height, target.y + target.height) + above
        found.append([(sx, source.y), (sx, top), (tx, top), (tx, target.y)])
        found.append([(sx, source.y + source.height), (sx, low), (tx, low), (tx, target.y + target.height)])
    return found


def _crosses(line: tuple[Point, Point], box: Box, inset: float = 0) -> bool:
    """Whether a straight part of an arrow goes through a box."""
    (ax, ay), (bx, by) = line
    return (
        min(ax, bx) < box.x + box.width - inset
        and max(ax, bx) > box.x + inset
        and min(ay, by) < box.y + box.height - inset
        and max(ay, by) > box.y + inset
    )


def _sides(box: Box, axis: int, forward: bool) -> tuple[Point, Point]:
    x, y = box.middle
    sides = ((box.x, y), (box.x + box.width, y)) if axis == 0 else ((x, box.y), (x, box.y + box.height))
    return sides if forward else (sides[1], sides[0])


def _elbow(near: Point, end: Point, *, out: bool) -> list[Point]:
    """The corner between an arrow's old line and the side of a step that stands in another row."""
    if abs(near[1] - end[1]) < 1 or abs(near[0] - end[0]) < 1:
        return []
    x = end[0] + (15 if out else -15) * (1 if (near[0] >= end[0]) == out else -1)
    corner = [(x, near[1]), (x, end[1])]
    return corner[::-1] if out else corner


def _plain(points: list[Point]) -> Iterator[Point]:
    """Without points that say nothing: the same twice, or in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.5 and abs(kept[-1][1] - point[1]) < 0.5:
            continue
        if len(kept) > 1 and (_straight(kept[-2], kept[-1], point, 0) or _straight(kept[-2], kept[-1], point, 1)):
            kept.pop()
        kept.append(point)
    yield from kept


def _straight(one: Point, two: Point, three: Point, axis: int) -> bool:
    return abs(one[axis] - two[axis]) < 0.5 and abs(two[axis] - three[axis]) < 0.5


def _moved(point: Point, axis: int, by: float) -> Point:
    return (point[0], point[1] + by) if axis else (point[0] + by, point[1])


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _text(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
