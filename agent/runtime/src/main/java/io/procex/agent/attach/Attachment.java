package io.procex.agent.attach;

import io.procex.agent.attach.AttachReply.Outcome;
import io.procex.agent.diagnostics.RecordedLog;
import io.procex.agent.host.AgentLog;
import io.procex.agent.instrument.Installation;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.AgentVersion;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.RulesException;
import io.procex.agent.rules.RulesInForce;
import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Carries out a request in the JVM that it was sent to. All of a request is checked before anything
 * is changed: a person waits for the answer, and the application must not suffer from a mistake.
 */
public final class Attachment {
  private static final String TOO_LATE =
      "lockdown is not in force: it is possible at the start of a JVM only";

  private final Installation installation;
  private final AttachRequest request;

  private Attachment(Installation installation, AttachRequest request) {
    this.installation = installation;
    this.request = request;
  }

  /** Carries out the request, and replies if somebody waits for a reply. */
  public static void answer(Installation installation, String argument) throws IOException {
    AttachRequest request = AttachRequest.parse(argument);
    AttachReply reply;
    try {
      reply = new Attachment(installation, request).carryOut();
    } catch (Throwable t) {
      reply = reply(Outcome.REFUSED, t instanceof RulesException ? t.getMessage() : t.toString());
    }
    if (reply.outcome() != Outcome.ANSWERED) {
      AgentLog.line(
          request.kind().name().toLowerCase(Locale.ROOT)
              + ": "
              + reply.outcome()
              + " "
              + String.join("; ", reply.sentences()));
    }
    if (reply.outcome() == Outcome.DETACHED) {
      AgentLog.close();
    }
    if (request.replyFile() != null) {
      ReplyFile.write(request.replyFile(), reply.toString());
    }
  }

  private AttachReply carryOut() throws Exception {
    switch (request.kind()) {
      case DETACH:
        return detach();
      case STATUS:
        return reply(Outcome.ANSWERED, new StatusReport(installation).json());
      case FOLLOW:
        return follow();
      case RELOAD:
        return reload();
      default:
        return attach();
    }
  }

  private AttachReply follow() throws Exception {
    if (!installation.isInstalled()) {
      return reply(Outcome.NOT_INSTALLED);
    }
    installation.follow(request.rest());
    return reply(Outcome.ANSWERED);
  }

  private AttachReply reload() throws Exception {
    if (!installation.isInstalled()) {
      return reply(Outcome.NOT_INSTALLED);
    }
    if (installation.options().rules() == null) {
      return reply(Outcome.REFUSED, "the option 'rules' is not set");
    }
    return reply(Outcome.RELOADED, installation.reloadRules());
  }

  private AttachReply attach() throws Exception {
    AgentOptions options = new AgentOptions(request.rest());
    // Problems of the JVM's own properties and environment were reported when it started.
    List<String> old = new AgentOptions(null).problems();
    List<String> problems = new ArrayList<>(options.problems());
    problems.removeAll(old);
    if (!problems.isEmpty()) {
      return reply(Outcome.REFUSED, problems.toArray(new String[0]));
    }
    if (!options.enabled()) {
      return installation.isInstalled()
          ? detach()
          : reply(Outcome.REFUSED, "the option 'enabled' is false");
    }
    String excess = excess(options);
    if (excess != null) {
      return reply(Outcome.REFUSED, excess);
    }
    AttachReply reply = installation.isInstalled() ? reread(options) : install(options);
    return isTooLate(options) ? with(reply, TOO_LATE) : reply;
  }

  /**
   * Null, or what the kernel does not allow or cannot hold any more.
   *
   * @throws RulesException if the file of rules is broken
   */
  private String excess(AgentOptions options) throws RulesException {
    Rules rules = options.rules() == null ? null : RulesInForce.read(options);
    if (!isLockedDown()) {
      return options.lockdown().equals("exec-required") ? TOO_LATE : null;
    }
    return rules == null
        ? "lockdown is in force until the JVM ends: there have to be rules"
        : installation.lockdown().excess(rules);
  }

  private boolean isLockedDown() {
    return installation.lockdown() != null && installation.lockdown().isHeld();
  }

  /** Best effort, perhaps by the environment of many JVMs, must not end each attach. */
  private boolean isTooLate(AgentOptions options) {
    return !options.lockdown().equals("off") && !isLockedDown();
  }

  private static AttachReply with(AttachReply reply, String sentence) {
    List<String> sentences = new ArrayList<>(reply.sentences());
    sentences.add(sentence);
    return reply(reply.outcome(), sentences.toArray(new String[0]));
  }

  private AttachReply install(AgentOptions options) throws Exception {
    String obstacle = installation.attach(options);
    if (obstacle != null) {
      return reply(Outcome.REFUSED, obstacle);
    }
    RecordedLog.use(options.log());
    return reply(Outcome.INSTALLED, "launches go through the native core");
  }

  private AttachReply reread(AgentOptions options) throws Exception {
    OptionChanges changes =
        new OptionChanges(installation.options(), options, installation.library() != null);
    String obstacle = installation.use(options);
    RecordedLog.use(options.log());
    List<String> sentences = new ArrayList<>();
    if (!changes.effective().isEmpty()) {
      sentences.add("changed: " + String.join(", ", changes.effective()));
    }
    if (obstacle != null) {
      sentences.add("launches fall back to the JDK: " + obstacle);
    }
    for (String option : changes.tooLate()) {
      sentences.add("'" + option + "' has no effect: the native library is already loaded");
    }
    return reply(
        changes.effective().isEmpty() ? Outcome.UNCHANGED : Outcome.REREAD,
        sentences.toArray(new String[0]));
  }

  private AttachReply detach() throws Exception {
    if (!installation.isInstalled()) {
      return reply(Outcome.NOT_INSTALLED);
    }
    String obstacle = installation.detach();
    return obstacle == null
        ? reply(Outcome.DETACHED, "the JDK makes all launches again" + stays())
        : reply(Outcome.REFUSED, obstacle);
  }

  private String stays() {
    return isLockedDown() ? "; lockdown stays until the JVM ends" : "";
  }

  private static AttachReply reply(Outcome outcome, String... sentences) {
    List<String> list = new ArrayList<>();
    Collections.addAll(list, sentences);
    File jar = AgentJar.file();
    return new AttachReply(
        outcome, AgentVersion.name(), jar == null ? "unknown" : jar.toString(), list);
  }
}
