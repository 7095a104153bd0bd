package dev.verge.contract;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path of the contract, such as {@code /documents/{id}}, as its segments. A trailing slash is an empty last segment.
 *
 * @param template as it stands in the contract
 * @param segments what stands between the slashes, in order
 */
public record PathTemplate(String template, List<Segment> segments) {

    /** Takes a copy. */
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** The names of its parameters, in order. */
    public List<String> parameters() {
        return segments.stream()
                .map(Segment::parameter)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * One segment: text only, or a parameter with text around it as in {@code report.{format}}.
     *
     * @param prefix text before the parameter, or the whole text; percent-decoded
     * @param parameter the parameter's name; null for a segment of text only
     * @param suffix text behind the parameter; percent-decoded
     */
    public record Segment(String prefix, @Nullable String parameter, String suffix) {}
}
