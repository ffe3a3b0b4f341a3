package io.procex.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over time, as a picture in SVG. */
final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = 150;
  private static final int TOP = 34;
  private static final int BOTTOM = 36;
  private static final String[] COLOURS = {"#1f5fa8", "#c2571a", "#2c7a3f", "#7a3b8f"};

  private final String title;
  private final boolean logarithmic;
  private final double[] across;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> lines = new ArrayList<>();

  /** Values at those moments, in minutes. */
  Chart(String title, boolean logarithmic, double... across) {
    this.title = title;
    this.logarithmic = logarithmic;
    this.across = across.clone();
  }

  Chart line(String name, double... values) {
    names.add(name);
    lines.add(values.clone());
    return this;
  }

  /** Charts one below the other, as one picture. */
  static String svg(Chart... charts) {
    StringBuilder svg = new StringBuilder();
    int height = HEIGHT * charts.length;
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + WIDTH + " " + height + "'");
    svg.append(" font-family='sans-serif' font-size='12' fill='#222'>\n");
    svg.append("<rect width='100%' height='100%' fill='#fff'/>\n");
    for (int i = 0; i < charts.length; i++) {
      svg.append("<g transform='translate(0," + HEIGHT * i + ")'>\n");
      charts[i].draw(svg);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg) {
    text(svg, LEFT, 20, "start", title);
    double top = top();
    for (double tick = logarithmic ? 10 : 0;
        tick <= top;
        tick = logarithmic ? tick * 10 : tick + top / 4) {
      double y = y(tick, top);
      svg.append(format("<path d='M%d %.1fH%d' stroke='#ddd'/>\n", LEFT, y, WIDTH - RIGHT));
      text(svg, LEFT - 6, y + 4, "end", format("%,.0f", tick));
    }
    double end = across[across.length - 1];
    for (int i = 0; i <= 4; i++) {
      text(
          svg,
          x(end * i / 4),
          HEIGHT - BOTTOM + 18,
          "middle",
          format(end < 8 ? "%.1f" : "%.0f", end * i / 4));
    }
    text(svg, WIDTH - RIGHT + 8, HEIGHT - BOTTOM + 18, "start", "minutes");
    for (int i = 0; i < lines.size(); i++) {
      line(svg, i, top);
    }
  }

  private void line(StringBuilder svg, int index, double top) {
    StringBuilder path = new StringBuilder();
    double[] values = lines.get(index);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        path.append(
            format("%s%.1f %.1f", path.length() == 0 ? "M" : "L", x(across[i]), y(values[i], top)));
      }
    }
    String colour = COLOURS[index];
    svg.append(format("<path d='%s' fill='none' stroke='%s' stroke-width='1.5'/>\n", path, colour));
    int y = TOP + 14 + 18 * index;
    svg.append(
        format(
            "<path d='M%d %dh18' stroke='%s' stroke-width='3'/>\n",
            WIDTH - RIGHT + 8, y - 4, colour));
    text(svg, WIDTH - RIGHT + 32, y, "start", names.get(index));
  }

  private double top() {
    double most = 1;
    for (double[] line : lines) {
      for (double value : line) {
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    return logarithmic ? power * 10 : Math.ceil(most / power * 2) / 2 * power;
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * value / across[across.length - 1];
  }

  private double y(double value, double top) {
    double part =
        logarithmic ? Math.log10(Math.max(value, 10) / 10) / Math.log10(top / 10) : value / top;
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part;
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(format("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n", x, y, anchor, text));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
