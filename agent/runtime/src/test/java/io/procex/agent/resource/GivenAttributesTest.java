package io.procex.agent.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenAttributesTest {
  private final List<String> complaints = new ArrayList<>();

  private Map<String, String> parse(String text) {
    return new GivenAttributes(complaints::add).parse(text);
  }

  @Test
  void pairsAreSplitAtCommas() {
    Map<String, String> found = parse("service.name=shop, team = a=b ,empty=");
    assertEquals("shop", found.get("service.name"));
    assertEquals("a=b", found.get("team"));
    assertEquals("", found.get("empty"));
    assertEquals(Collections.emptyList(), complaints);
  }

  @Test
  void commasQuotesAndOtherLettersAreEscaped() {
    Map<String, String> found = parse("a=x%2Cy%3d%22z%22,b=%C3%A4%e2%82%ac,c=ü%25");
    assertEquals("x,y=\"z\"", found.get("a"));
    assertEquals("ä€", found.get("b"));
    assertEquals("ü%", found.get("c"));
  }

  @Test
  void oneThatIsWrongLeavesOutAllAndIsNamed() {
    for (String wrong : new String[] {"a=1,b", "a=1,=2", "a=1,b=%4", "a=1,b=%zz", "a=1,,b=2"}) {
      complaints.clear();
      assertEquals(Collections.emptyMap(), parse(wrong), wrong);
      assertEquals(1, complaints.size(), wrong);
      assertTrue(complaints.get(0).startsWith("OTEL_RESOURCE_ATTRIBUTES is left out: '"));
    }
  }

  @Test
  void longOnesAreCutAndManyAreLeftOut() {
    String long100 = String.join("", Collections.nCopies(100 << 10, "x"));
    assertEquals(1024, parse("a=" + long100).get("a").length());
    assertEquals("the attribute a is cut: it has 102400 characters", complaints.get(0));
    StringBuilder many = new StringBuilder("n=0");
    for (int i = 0; i < 100; i++) {
      many.append(",n").append(i).append("=1");
    }
    assertEquals(64, parse(many.toString()).size());
    assertEquals(2, complaints.size());
  }

  @Test
  void cutKeepsPairsOfSurrogatesTogether() {
    String text = String.join("", Collections.nCopies(1023, "x")) + "\ud83d\ude00";
    assertEquals(1023, parse("a=" + text).get("a").length());
  }

  @Test
  void nothingIsNothing() {
    assertEquals(Collections.emptyMap(), parse(null));
    assertEquals(Collections.emptyMap(), parse(" "));
    assertEquals(Collections.emptyList(), complaints);
  }
}
