package dev.verge.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Prometheus would, and refuses what it would: the text format 0.0.4, with the rules of each type. */
public final class PrometheusText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped|info)");
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") .*");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\"\\\\n])*)\"(?:,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Reads a whole page. */
    public static PrometheusText parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        var read = new PrometheusText();
        text.lines().forEach(read::line);
        read.types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                read.checkHistogram(name);
            }
        });
        return read;
    }

    private void line(String line) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            require(types.put(type.group(1), type.group(2)) == null, line);
        } else if (!HELP.matcher(line).matches()) {
            Matcher sample = SAMPLE.matcher(line);
            require(sample.matches() && family(sample.group(1)) != null, line);
            Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
            String value = sample.group(3).replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
            samples.add(new Sample(sample.group(1), labels, Double.parseDouble(value)));
        }
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length() && label.find(end) && label.start() == end) {
            require(labels.put(label.group(1), label.group(2)) == null, text);
            end = label.end();
        }
        require(end == text.length(), text);
        return labels;
    }

    private String family(String sample) {
        for (String suffix : List.of("", "_bucket", "_sum", "_count")) {
            String name = sample.endsWith(suffix) ? sample.substring(0, sample.length() - suffix.length()) : sample;
            if (types.containsKey(name)) {
                return name;
            }
        }
        return null;
    }

    /** Buckets grow, and the last one holds all. */
    private void checkHistogram(String name) {
        var last = new HashMap<Map<String, String>, Double>();
        for (Sample bucket : samples) {
            if (bucket.name().equals(name + "_bucket")) {
                var series = new HashMap<>(bucket.labels());
                require(series.remove("le") != null, bucket.toString());
                Double before = last.put(series, bucket.value());
                require(before == null || before <= bucket.value(), bucket.toString());
            }
        }
        require(!last.isEmpty(), name);
        last.forEach((series, value) -> require(value(name + "_count", series) == value, name + series));
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new IllegalArgumentException("not the text format: " + line);
        }
    }

    /** The metrics that there are, by their names. */
    public Set<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** All lines. */
    public List<Sample> samples() {
        return samples;
    }

    /** The one line of this name and these labels. */
    public double value(String name, Map<String, String> labels) {
        List<Sample> found = samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
                .toList();
        require(found.size() == 1, name + labels);
        return found.get(0).value();
    }
}
