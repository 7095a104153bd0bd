package dev.verge.contract.document;

import dev.verge.source.Location;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a contract: the document itself and every file that a reference leads to. Not thread-safe. */
public final class Documents {
    private static final String METASCHEMAS = "https://json-schema.org/";

    private final Path conf;
    private final Mistakes mistakes;
    private final Map<String, SourceDocument> readable = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final ReferenceScan scan = new ReferenceScan();

    private Documents(Path conf, Mistakes mistakes) {
        this.conf = conf;
        this.mistakes = mistakes;
    }

    /**
     * Reads a file and all that it refers to. A reference out of the conf directory, also through a symbolic link, or to
     * a file that cannot be read is a mistake.
     */
    public static Documents load(Path conf, String file, Mistakes mistakes) {
        var documents = new Documents(conf, mistakes);
        if (documents.isInside(file)) {
            documents.read(file);
            documents.readReferences();
        } else {
            mistakes.add(Location.of(documents.display(file)), "the file is not inside the conf directory");
        }
        return documents;
    }

    /** What was read, by name. */
    public Map<String, SourceDocument> readable() {
        return Map.copyOf(readable);
    }

    /** The whole of a file that was read. */
    public Optional<Place> file(String name) {
        return Optional.ofNullable(readable.get(name)).map(document -> Place.of(document, name));
    }

    /** The name of a file in mistakes. */
    String display(String name) {
        return conf.resolve(name).toString();
    }

    /** The file and fragment that a reference names; whatever keeps it from being followed is added to the mistakes. */
    Optional<ReferenceTarget> target(Place place, String text) {
        try {
            ReferenceTarget target = ReferenceTarget.of(text, place.name());
            if (!isKnown(target.name()) && Files.exists(conf.resolve(target.name())) && !isInside(target.name())) {
                throw new IllegalArgumentException("a file inside the conf directory; a symbolic link leads out of it");
            }
            if (!isKnown(target.name()) && !Files.isRegularFile(conf.resolve(target.name()))) {
                throw new IllegalArgumentException("a file; " + display(target.name()) + " is none");
            }
            return Optional.of(target);
        } catch (IllegalArgumentException e) {
            mistakes.add(place.location("$ref"), "$ref", text, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void readReferences() {
        var open = new ArrayDeque<>(readable.keySet());
        while (!open.isEmpty()) {
            file(open.remove()).ifPresent(scan::scan);
            for (var found : scan.found) {
                namedFile(found).ifPresent(name -> {
                    read(name);
                    open.add(name);
                });
            }
        }
        scan.found.stream()
                .filter(found -> found.certain() && !leadsToSchemaIdentifier(found.text()))
                .forEach(found -> target(found.place(), found.text()));
        scan.found.stream()
                .filter(found -> name(found).filter(unreadable::contains).isPresent())
                .forEach(found -> mistakes.explain(found.place().location("$ref")));
    }

    /** The file that is still to be read for a reference; empty also for what only looks like a reference. */
    private Optional<String> namedFile(ReferenceScan.Found found) {
        return name(found).filter(file -> !isKnown(file) && Files.isRegularFile(conf.resolve(file)) && isInside(file));
    }

    private static Optional<String> name(ReferenceScan.Found found) {
        try {
            return Optional.of(
                    ReferenceTarget.of(found.text(), found.place().name()).name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean leadsToSchemaIdentifier(String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        return scan.identifiers.contains(file) || file.startsWith(METASCHEMAS);
    }

    private boolean isKnown(String name) {
        return readable.containsKey(name) || unreadable.contains(name);
    }

    private void read(String name) {
        Optional<SourceDocument> document = SourceDocument.read(conf.resolve(name), display(name), mistakes);
        document.ifPresentOrElse(read -> readable.put(name, read), () -> unreadable.add(name));
    }

    private boolean isInside(String name) {
        Path directory = conf.toAbsolutePath().normalize();
        try {
            Path file = directory.resolve(name).normalize();
            return file.startsWith(directory)
                    && (!Files.exists(file) || file.toRealPath().startsWith(directory.toRealPath()));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
