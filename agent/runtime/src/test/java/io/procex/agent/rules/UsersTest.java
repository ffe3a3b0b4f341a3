package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class UsersTest {
  @Test
  void userIsTheOneWhoseRightsTheProcessHas() {
    String status = "Name:\tjava\nUid:\t4001\t4002\t4003\t4004\nGid:\t1\t1\t1\t1\n";
    assertEquals(Users.named("4002"), Users.effective(status));
    assertNull(Users.effective("Name:\tjava\n"));
  }
}
