package io.procex.agent.rules;

import io.procex.agent.record.Printable;
import io.procex.agent.rules.YamlNode.Kind;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one document of YAML 1.2. Anchors, aliases and tags are refused, so that the text means
 * what it shows. Deep nesting is refused too, so that no file can exhaust the stack.
 */
final class YamlReader {
  private static final int DEEPEST = 8; // rules need 4

  private final Problems problems;
  private final Iterator<Event> events;
  private Event event;

  private YamlReader(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    this.problems = problems;
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * Reads the document.
   *
   * @throws RulesException if it is not YAML, or contains something that is refused here
   */
  static YamlNode read(String text, Problems problems) throws RulesException {
    try {
      return new YamlReader(text, problems).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark =
          e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
      throw problems.fatal(place(mark), reason(e));
    } catch (ReaderException e) {
      String character = String.format("U+%04X", e.getCodePoint());
      Place place = placeOf(text, Math.min(e.getPosition(), text.length()));
      throw problems.fatal(place, "the character " + character + " must be written as an escape");
    } catch (YamlEngineException e) {
      throw problems.fatal(
          Place.BEGINNING, "not YAML: " + Printable.of(String.valueOf(e.getMessage())));
    }
  }

  private static String reason(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return "not YAML: " + Printable.of(context + e.getProblem());
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(found -> new Place(found.getLine(), found.getColumn())).orElse(Place.BEGINNING);
  }

  /** The place of the character with that index. */
  static Place placeOf(String text, int index) {
    String before = text.substring(0, index);
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return new Place(lines, before.codePointCount(start, before.length()));
  }

  private YamlNode document() throws RulesException {
    next(); // the stream's start
    next();
    if (!(event instanceof DocumentStartEvent)) {
      throw problems.fatal(Place.BEGINNING, "the file is empty: it begins with 'version: 1'");
    }
    next();
    YamlNode root = node(0);
    next(); // the document's end
    next();
    if (event instanceof DocumentStartEvent) {
      throw problems.fatal(here(), "a second document: a file of rules has one");
    }
    return root;
  }

  private void next() {
    event = events.next();
  }

  private Place here() {
    return place(event.getStartMark());
  }

  private YamlNode node(int depth) throws RulesException {
    refuse((NodeEvent) event);
    Place place = here();
    if (depth > DEEPEST) {
      throw problems.fatal(place, "nested too deeply");
    }
    if (event instanceof ScalarEvent) {
      ScalarEvent scalar = (ScalarEvent) event;
      return new YamlNode(place, scalar.getValue(), scalar.isPlain());
    }
    boolean isMapping = event.getEventId() == Event.ID.MappingStart;
    YamlNode node = new YamlNode(place, isMapping ? Kind.MAPPING : Kind.LIST);
    for (next(); !isEnd(); next()) {
      YamlNode child = node(depth + 1);
      if (isMapping) {
        next();
        node.entries.add(new YamlNode.Entry(child, node(depth + 1)));
      } else {
        node.items.add(child);
      }
    }
    return node;
  }

  private boolean isEnd() {
    return event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd;
  }

  private void refuse(NodeEvent node) throws RulesException {
    if (node instanceof AliasEvent || node.getAnchor().isPresent()) {
      throw problems.fatal(here(), "anchors and aliases are not read here: write the value itself");
    }
    Optional<String> tag =
        node instanceof ScalarEvent
            ? ((ScalarEvent) node).getTag()
            : ((CollectionStartEvent) node).getTag();
    if (tag.isPresent()) {
      throw problems.fatal(here(), "the tag " + Problems.quoted(tag.get()) + " is not read here");
    }
  }
}
