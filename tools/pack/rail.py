# SPDX-License-Identifier: Apache-2.0
"""The rail graph file: writing, reading and shortest paths. Format: docs/network.md, "The rail graph file".

Standard library only. src/solvers/rail_route.cpp reads the same file; this module serves the tools that make it.
"""
import heapq
import math
import zlib

MAGIC = b"LPRG"
VERSION = 1
SCALE = 10_000  # coordinates are stored in ten-thousandths of a degree
KINDS = ["line", "link", "transshipment", "ferry"]
EARTH_KM = 6371.0088
SECOND_GAUGE_KM = 3.0


def distance_km(a, b):
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    lat_a, lat_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def put_varint(out, value):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def put_signed(out, value):
    put_varint(out, value << 1 if value >= 0 else (-value << 1) - 1)


class Graph:
    """zones: [(name, factor)], gauges: [mm], nodes: [(lon, lat)] in whole units, edges: Edge tuples
    (from, to, metres, gauge index, zone index, kind index, [(lon, lat) between the ends])."""

    def __init__(self, zones, gauges, nodes, edges):
        self.zones, self.gauges, self.nodes, self.edges = zones, gauges, nodes, edges

    def encode(self):
        out = bytearray(MAGIC)
        out.append(VERSION)
        put_varint(out, len(self.zones))
        for name, factor in self.zones:
            put_varint(out, len(name.encode()))
            out += name.encode()
            put_varint(out, round(factor * 1_000_000))
        put_varint(out, len(self.gauges))
        for gauge in self.gauges:
            put_varint(out, gauge)
        put_varint(out, len(self.nodes))
        lon = lat = 0
        for node in self.nodes:
            put_signed(out, node[0] - lon)
            put_signed(out, node[1] - lat)
            lon, lat = node
        put_varint(out, len(self.edges))
        begin = 0
        for start, end, metres, gauge, zone, kind, points in self.edges:
            put_signed(out, start - begin)
            put_signed(out, end - start)
            put_varint(out, metres)
            put_varint(out, (gauge << 6) | (zone << 2) | kind)
            put_varint(out, len(points))
            lon, lat = self.nodes[start]
            for point in points:
                put_signed(out, point[0] - lon)
                put_signed(out, point[1] - lat)
                lon, lat = point
            begin = start
        return bytes(out) + zlib.crc32(out).to_bytes(4, "little")

    @staticmethod
    def decode(data):
        if data[:4] != MAGIC or data[4] != VERSION or zlib.crc32(data[:-4]) != int.from_bytes(data[-4:], "little"):
            raise ValueError("no rail graph of this version, or damaged")
        at = 5

        def number():
            nonlocal at
            value = shift = 0
            while True:
                byte = data[at]
                at += 1
                value |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    return value

        def signed():
            value = number()
            return value >> 1 if not value & 1 else -((value + 1) >> 1)

        zones = []
        for _ in range(number()):
            size = number()
            name = data[at:at + size].decode()
            at += size
            zones.append((name, number() / 1_000_000))
        gauges = [number() for _ in range(number())]
        nodes, lon, lat = [], 0, 0
        for _ in range(number()):
            lon, lat = lon + signed(), lat + signed()
            nodes.append((lon, lat))
        edges, begin = [], 0
        for _ in range(number()):
            start = begin + signed()
            end = start + signed()
            metres, packed, points = number(), number(), []
            lon, lat = nodes[start]
            for _ in range(number()):
                lon, lat = lon + signed(), lat + signed()
                points.append((lon, lat))
            edges.append((start, end, metres, packed >> 6, packed >> 2 & 15, packed & 3, points))
            begin = start
        return Graph(zones, gauges, nodes, edges)

    def line(self, edge):
        """The edge's whole line in degrees."""
        start, end, points = edge[0], edge[1], edge[6]
        return [(x / SCALE, y / SCALE) for x, y in [self.nodes[start], *points, self.nodes[end]]]

    def index(self):
        """Segments by degree cell, for attach()."""
        self.cells = {}
        for number, edge in enumerate(self.edges):
            line = self.line(edge)
            for (ax, ay), (bx, by) in zip(line, line[1:]):
                for x in range(math.floor(min(ax, bx)), math.floor(max(ax, bx)) + 1):
                    for y in range(math.floor(min(ay, by)), math.floor(max(ay, by)) + 1):
                        self.cells.setdefault((x, y), set()).add(number)
        self.around = {}
        for number, edge in enumerate(self.edges):
            self.around.setdefault(edge[0], []).append((edge[1], number))
            self.around.setdefault(edge[1], []).append((edge[0], number))

    def attach(self, lon, lat, within_km=100):
        """The nearest place on a line, and on lines of other gauges that pass about as near: [(km off, edge, km from
        its start)], nearest first."""
        if not hasattr(self, "cells"):
            self.index()
        best = {}
        for x in range(math.floor(lon) - 2, math.floor(lon) + 3):
            for y in range(math.floor(lat) - 1, math.floor(lat) + 2):
                for number in self.cells.get((x, y), ()):
                    edge = self.edges[number]
                    if edge[5] >= 2:
                        continue
                    off, along = nearest(self.line(edge), (lon, lat))
                    place = (off, number, along * edge[2] / 1000)
                    if off <= within_km and (edge[3] not in best or place < best[edge[3]]):
                        best[edge[3]] = place
        places = sorted(best.values())
        return [p for p in places if p[0] <= places[0][0] + SECOND_GAUGE_KM]

    def route(self, *places):
        """Shortest way by calibrated length through two or more (lon, lat): a Route, or None."""
        whole = None
        for origin, target in zip(places, places[1:]):
            piece = Search(self, origin, target).run()
            if piece is None:
                return None
            whole = whole.then(piece) if whole else piece
        return whole


class Route:
    """km, calibrated km, km by zone index, line [(lon, lat)], gauge changes [(lon, lat)]. The way between a place
    and its line counts as it is, in no zone."""

    def __init__(self, km, calibrated, zones, line, changes):
        self.km, self.calibrated, self.zones, self.line, self.changes = km, calibrated, zones, line, changes

    def then(self, other):
        zones = {z: self.zones.get(z, 0) + other.zones.get(z, 0) for z in {*self.zones, *other.zones}}
        return Route(self.km + other.km, self.calibrated + other.calibrated, zones, self.line + other.line[1:],
                     self.changes + other.changes)


class Search:
    """One shortest-path search between two attached places."""

    def __init__(self, graph, origin, target):
        self.graph, self.origin, self.target = graph, origin, target
        self.starts, self.goals = graph.attach(*origin), graph.attach(*target)
        self.best = None  # (cost, node or None, start place, goal place)

    def factor(self, number):
        return self.graph.zones[self.graph.edges[number][4]][1]

    def offer(self, cost, node, start, goal):
        if self.best is None or cost < self.best[0]:
            self.best = (cost, node, start, goal)

    def run(self):
        graph, queue, done, at_node = self.graph, [], {}, {}
        for goal in self.goals:
            off, number, along = goal
            edge = graph.edges[number]
            at_node.setdefault(edge[0], []).append((off + along * self.factor(number), goal))
            at_node.setdefault(edge[1], []).append((off + (edge[2] / 1000 - along) * self.factor(number), goal))
        for start in self.starts:
            off, number, along = start
            edge = graph.edges[number]
            heapq.heappush(queue, (off + along * self.factor(number), edge[0], -1, -1, start))
            heapq.heappush(queue, (off + (edge[2] / 1000 - along) * self.factor(number), edge[1], -1, -1, start))
            for goal in self.goals:
                if goal[1] == number:
                    self.offer(off + goal[0] + abs(goal[2] - along) * self.factor(number), None, start, goal)
        while queue:
            cost, node, before, via, start = heapq.heappop(queue)
            if self.best and cost >= self.best[0]:
                break
            if node in done:
                continue
            done[node] = (before, via, start)
            for rest, goal in at_node.get(node, ()):
                self.offer(cost + rest, node, start, goal)
            for other, number in graph.around.get(node, ()):
                if other not in done:
                    step = graph.edges[number][2] / 1000 * self.factor(number)
                    heapq.heappush(queue, (cost + step, other, node, number, start))
        return self.trace(done) if self.best else None

    def trace(self, done):
        graph, (cost, node, start, goal) = self.graph, self.best
        zones, changes = {}, []

        def count(number, km):
            zones[graph.edges[number][4]] = zones.get(graph.edges[number][4], 0) + km

        if node is None:
            line = self.piece(start[1], start[2], goal[2])
            count(start[1], abs(goal[2] - start[2]))
        else:
            chain = []
            while done[node][0] >= 0:
                chain.append((done[node][0], node, done[node][1]))
                node = done[node][0]
            first, last = node, self.best[1]
            line = self.to_node(start, first, count)
            for before, after, number in reversed(chain):
                edge, points = graph.edges[number], graph.line(graph.edges[number])
                line += points[1:] if edge[0] == before else points[-2::-1]
                count(number, edge[2] / 1000)
                if edge[5] == 2:
                    changes.append(line[-1])
            line += self.to_node(goal, last, count)[-2::-1]
        return Route(sum(zones.values()) + start[0] + goal[0], cost, zones, line, changes)

    def to_node(self, place, node, count):
        edge = self.graph.edges[place[1]]
        end = 0.0 if edge[0] == node else edge[2] / 1000
        count(place[1], abs(end - place[2]))
        return self.piece(place[1], place[2], end)

    def piece(self, number, begin, end):
        return cut(self.graph.line(self.graph.edges[number]), begin, end, self.graph.edges[number][2] / 1000)


def nearest(line, place):
    """Distance in km of a point from a line and the fraction of the line's length where it is nearest."""
    lon, lat = place
    shrink = math.cos(math.radians(lat))
    best, best_along, run = 1e9, 0.0, 0.0
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        dx, dy = (bx - ax) * shrink, by - ay
        px, py = (lon - ax) * shrink, lat - ay
        size = dx * dx + dy * dy
        t = max(0.0, min(1.0, (px * dx + py * dy) / size)) if size else 0.0
        off = math.hypot(px - t * dx, py - t * dy)
        if off < best:
            best, best_along = off, run + t * math.sqrt(size)
        run += math.sqrt(size)
    return math.radians(best) * EARTH_KM, best_along / run if run else 0.0


def cut(line, begin, end, whole):
    """The piece of a line between two lengths along it, in the direction from begin to end."""
    if begin > end:
        return cut(line, end, begin, whole)[::-1]
    runs = [0.0]
    for a, b in zip(line, line[1:]):
        runs.append(runs[-1] + math.hypot((b[0] - a[0]) * math.cos(math.radians(a[1])), b[1] - a[1]))
    scale = runs[-1] / whole if whole else 0.0
    begin, end = begin * scale, end * scale
    piece = [at(line, runs, begin)]
    piece += [p for p, r in zip(line, runs) if begin < r < end]
    return piece + [at(line, runs, end)]


def at(line, runs, run):
    for i in range(1, len(line)):
        if runs[i] >= run:
            span = runs[i] - runs[i - 1]
            t = (run - runs[i - 1]) / span if span else 0.0
            return (line[i - 1][0] + t * (line[i][0] - line[i - 1][0]), line[i - 1][1] + t * (line[i][1] - line[i - 1][1]))
    return line[-1]
