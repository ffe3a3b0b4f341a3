package io.procex.agent.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tools of tools.txt. A line is parsed when one of its tools is looked up: few JVMs launch more
 * than some of the tools, and parsing all lines takes a young JVM 10 ms.
 */
final class BuiltInTools {
  private static final Map<String, List<String>> LINES = read();
  private static final Map<String, Tool> UNDERSTOOD = new ConcurrentHashMap<>();

  private BuiltInTools() {}

  private static Map<String, List<String>> read() {
    Map<String, List<String>> lines = new HashMap<>();
    try (InputStream in = BuiltInTools.class.getResourceAsStream("tools.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        for (String name : ToolLine.names(line)) {
          List<String> ofName = lines.get(name);
          if (ofName == null) {
            ofName = new ArrayList<>(1);
            lines.put(name, ofName);
          }
          ofName.add(line);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }

  /** The tool of exactly that name, or null. */
  static Tool get(String name) {
    List<String> lines = LINES.get(name);
    Tool tool = lines == null ? null : UNDERSTOOD.get(name);
    if (lines != null && tool == null) {
      tool = understand(name, lines);
      UNDERSTOOD.put(name, tool);
    }
    return tool;
  }

  private static Tool understand(String name, List<String> lines) {
    Map<String, Tool> tools = new HashMap<>();
    for (String line : lines) {
      ToolLine.read(line, tools);
    }
    return tools.get(name);
  }

  static Set<String> names() {
    return LINES.keySet();
  }
}
