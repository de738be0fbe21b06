package io.slipway.core.display;

import io.slipway.core.effect.Notice;
import io.slipway.core.projection.SourceProjection.Ignored;
import io.slipway.core.value.ModuleName;
import java.util.ArrayList;
import java.util.List;

/** Events of a source about tags that are no modules: they are no error (OBJ-3, REG-8). */
final class IgnoredTags {
  private static final String REASON = "TagIgnored";

  /** Names that are told one by one. */
  private static final int NAMES_MAX = 5;

  private IgnoredTags() {}

  static List<Notice> notices(Ignored ignored) {
    var notices = new ArrayList<Notice>();
    ignored.news().stream()
        .limit(NAMES_MAX)
        .map(name -> new Notice(false, REASON, name + ": " + why(name)))
        .forEach(notices::add);
    var more = ignored.news().size() - NAMES_MAX;
    if (more > 0) {
      notices.add(new Notice(false, REASON, more + " more tags are no names of modules"));
    }
    if (ignored.firstBeyond()) {
      notices.add(
          new Notice(true, REASON, ignored.beyond() + " tags are left out: a source has too many"));
    }
    return notices;
  }

  private static String why(String name) {
    if (name.equals(ModuleName.RESERVED)) {
      return "the name is reserved";
    }
    return name.length() > ModuleName.LENGTH_MAX
        ? "too long for the name of a module"
        : "not a name of a module (lower-case letters, digits, dashes and dots)";
  }
}
