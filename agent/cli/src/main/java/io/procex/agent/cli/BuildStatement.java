package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads an in-toto statement about a build, which names the files that it made and their hashes.
 */
final class BuildStatement {
  private static final String TYPE = "https://in-toto.io/Statement/v1";

  private String type;
  private String list;

  private BuildStatement() {}

  /**
   * Returns the hash that a statement has for the list of parts.
   *
   * @throws CommandFailure if the file is not a statement about a build of this agent
   */
  static String listHash(Path file) throws CommandFailure {
    BuildStatement statement = new BuildStatement();
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      statement.read(json);
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be read: " + e.getMessage());
    }
    if (!TYPE.equals(statement.type) || statement.list == null) {
      throw new CommandFailure(file + " is no in-toto statement on a build of procex-agent");
    }
    return statement.list;
  }

  private void read(JsonParser json) throws IOException {
    String name = null;
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        String field = String.valueOf(json.currentName());
        if (field.equals("_type")) {
          type = json.getText();
        } else if (field.equals("name")) {
          name = json.getText();
        } else if (field.equals("sha256") && PartList.NAME.equals(name)) {
          list = json.getText();
        }
      }
    }
  }
}
