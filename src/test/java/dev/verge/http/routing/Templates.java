package dev.verge.http.routing;

import dev.verge.contract.PathTemplate;
import dev.verge.contract.PathTemplate.Segment;
import java.util.Arrays;

/** Path templates from their text. */
public final class Templates {
    private Templates() {}

    public static PathTemplate of(String template) {
        var segments = Arrays.stream(template.substring(1).split("/", -1))
                .map(Templates::segment)
                .toList();
        return new PathTemplate(template, segments);
    }

    private static Segment segment(String text) {
        int open = text.indexOf('{');
        int close = text.indexOf('}');
        return open < 0
                ? new Segment(text, null, "")
                : new Segment(text.substring(0, open), text.substring(open + 1, close), text.substring(close + 1));
    }
}
