package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Failed cases of one run of the conformance suite.
 *
 * @param tooEarly those that met an API server still opening its storage, as {@code area/name}
 * @param others number of the other failures
 */
record ConformanceVerdicts(List<String> tooEarly, int others) {
  private static final String OPENING = "storage is (re)initializing";

  static ConformanceVerdicts read(Path junit) {
    try {
      var failures =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(junit.toFile())
              .getElementsByTagName("failure");
      var early = new ArrayList<String>();
      for (var i = 0; i < failures.getLength(); i++) {
        if (failures.item(i).getTextContent().contains(OPENING)) {
          early.add(name((Element) failures.item(i).getParentNode()));
        }
      }
      return new ConformanceVerdicts(List.copyOf(early), failures.getLength() - early.size());
    } catch (IOException | SAXException | ParserConfigurationException broken) {
      throw new SetupFailure("the verdicts of the suite cannot be read: " + broken.getMessage());
    }
  }

  private static String name(Element testcase) {
    var area = testcase.getAttribute("classname").replaceFirst("^conformance\\.", "");
    return area + "/" + testcase.getAttribute("name");
  }

  boolean onlyTooEarly() {
    return !tooEarly.isEmpty() && others == 0;
  }
}
