package dev.verge.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a setting names. */
final class ReadableFile {
    private ReadableFile() {}

    /** Whether it is there and can be read; a directory cannot. */
    static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
