package dev.verge.contract.openapi;

import dev.verge.contract.PathTemplate;
import dev.verge.contract.PathTemplate.Segment;
import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads path templates (OpenAPI 3.1, "Path Templating"). */
final class PathTemplateReader {
    private static final Pattern SEGMENT = Pattern.compile("([^{}]*)(?:\\{([^{}]+)\\}([^{}]*))?");

    private static final Pattern NAME = Pattern.compile("\\{([^{}/]+)\\}");

    private final Mistakes mistakes;

    PathTemplateReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** A template; empty, and a mistake, when it is malformed. */
    Optional<PathTemplate> read(String path, Location location) {
        try {
            return Optional.of(new PathTemplate(path, segments(path)));
        } catch (IllegalArgumentException e) {
            mistakes.add(location, "path", path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The parameters of a malformed template, so that its operations can be checked all the same. */
    static PathTemplate guess(String path) {
        return new PathTemplate(
                path,
                NAME.matcher(path)
                        .results()
                        .map(name -> new Segment("", name.group(1), ""))
                        .toList());
    }

    /** The same for templates that match the same requests. */
    static String signature(PathTemplate template) {
        return template.segments().stream()
                .map(segment ->
                        segment.parameter() == null ? segment.prefix() : segment.prefix() + "{}" + segment.suffix())
                .collect(Collectors.joining("/"));
    }

    private static List<Segment> segments(String path) {
        require(path.startsWith("/"), "a path that begins with /");
        require(!path.contains("?") && !path.contains("#"), "a path without query and fragment");
        List<Segment> segments = new ArrayList<>();
        var names = new HashSet<String>();
        String[] parts = path.substring(1).split("/", -1);
        for (int index = 0; index < parts.length; index++) {
            require(!parts[index].isEmpty() || index == parts.length - 1, "no empty segment, as // makes one");
            require(!parts[index].equals(".") && !parts[index].equals(".."), "no . or .. segment");
            Segment segment = segment(parts[index]);
            String name = segment.parameter();
            require(name == null || names.add(name), "each template parameter once; {" + name + "} stands there twice");
            segments.add(segment);
        }
        return segments;
    }

    private static Segment segment(String text) {
        Matcher matcher = SEGMENT.matcher(text);
        require(matcher.matches(), "at most one {name} in a segment, with both braces and a name");
        String suffix = matcher.group(3);
        return new Segment(decode(matcher.group(1)), matcher.group(2), suffix == null ? "" : decode(suffix));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("two hexadecimal digits behind every %", e);
        }
    }

    private static void require(boolean condition, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(expected);
        }
    }
}
