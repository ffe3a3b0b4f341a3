package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsInForceTest {
  @Test
  void allAreNamedInTheirOrder() {
    List<String> keys = new ArrayList<>();
    for (Option option : Option.values()) {
      keys.add(option.key);
    }
    keys.add(keys.indexOf("children"), "LimitNOFILE"); // always in force, whoever has set it
    assertEquals(keys, new ArrayList<>(new AgentOptions(null).inForce().keySet()));
  }

  @Test
  void limitsAreWrittenAsTheyAreRead() {
    for (String text : new String[] {"select-safe", "inherit", "7:8", "7:infinity"}) {
      assertEquals(text, new AgentOptions("LimitNOFILE=" + text).inForce().get("LimitNOFILE"));
    }
  }
}
