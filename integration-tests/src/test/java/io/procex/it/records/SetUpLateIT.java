package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.SetUpLate;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/** Logging and JMX are set up by the application, also if it launches before. */
class SetUpLateIT {
  @OnEachJdk
  void applicationChoosesItsLogManagerAndServer(Jdk jdk) throws Exception {
    Result agent =
        HostJvm.withAgent(jdk, "log=logger:my.logger", "jmx=true").within(60).run(SetUpLate.class);
    assertEquals("manager true\nbuilder true\nexit logged\nbean registered\n", agent.out());
    assertEquals("", agent.err());
  }
}
