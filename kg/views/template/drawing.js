// The picture of the graph as SVG, at the places and with the names that the canvas shows.

const at = (node) => network.canvasToDOM(placeOf(node));

function outline(shape, x, y, r) {
  const corners = { square: [4, Math.PI / 4, 1.25], diamond: [4, 0, 1], triangle: [3, -Math.PI / 2, 1], triangleDown: [3, Math.PI / 2, 1], hexagon: [6, 0, 1] }[shape];
  if (shape === "dot") return svg("circle", { cx: x, cy: y, r });
  const [count, turn, grown] = corners || [10, -Math.PI / 2, 1];
  const points = Array.from({ length: count }, (_, i) => {
    const reach = r * grown * (corners || i % 2 === 0 ? 1 : 0.5);
    const angle = turn + (2 * Math.PI * i) / count;
    return `${(x + reach * Math.cos(angle)).toFixed(1)},${(y + reach * Math.sin(angle)).toFixed(1)}`;
  });
  return svg("polygon", { points: points.join(" ") });
}

function lineSvg({ from, to, color, width, dashes }) {
  const [a, b] = [at(nodes[from]), at(nodes[to])];
  return svg("line", {
    x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1),
    stroke: color.color, "stroke-opacity": color.opacity.toFixed(2), "stroke-width": width * Math.min(1, network.getScale()),
    ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}),
  });
}

function nodeSvg(item) {
  const node = nodes[item.id];
  const { x, y } = at(node);
  const shape = outline(item.shape, x, y, item.size * network.getScale());
  for (const [name, value] of Object.entries({ fill: item.color.background, stroke: item.color.border, "stroke-width": 1, opacity: item.opacity })) shape.setAttribute(name, value);
  shape.append(svg("title", {}, nameOf(node)));
  return shape;
}

const textSvg = ({ text, x, y, colour, font, halo, rim }) => svg("text", {
  x, y, fill: colour, "font-size": parseFloat(font.match(/[\d.]+(?=px)/)[0]), "font-family": FONT, "text-anchor": "middle",
  "dominant-baseline": "central", stroke: halo, "stroke-width": rim, "stroke-linejoin": "round", "paint-order": "stroke",
}, text);

function graphSvg() {
  const { clientWidth: width, clientHeight: height } = find("graph");
  return svg("svg", { width, height }, ...drawnLines.get().map(lineSvg), ...drawnNodes.get().map(nodeSvg), ...names.map(textSvg));
}
