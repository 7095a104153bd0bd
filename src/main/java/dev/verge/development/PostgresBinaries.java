package dev.verge.development;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the embedded PostgreSQL is unpacked: once for each user, and kept.
 *
 * <p>Not among temporary files: there others may plant a program, and a clean-up may take some of the files.
 */
public final class PostgresBinaries {
    /** What the library that unpacks leaves behind a whole version, and holds while it works at one. */
    private static final String MARK = ".exists";

    private static final String LOCK = "epg-lock";

    private PostgresBinaries() {}

    /** The folder of this user, without what an interrupted start left in it. */
    public static Path folder() throws IOException {
        return folder(Path.of(System.getProperty("user.home"), ".cache", "verge"));
    }

    static Path folder(Path cache) throws IOException {
        // The library lets everybody write to the folder that it is given; the one above keeps them out.
        Path folder = Files.createDirectories(own(cache).resolve("postgresql"));
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder, "PG-*")) {
            for (Path version : versions) {
                if (!isWhole(version)) {
                    remove(version);
                }
            }
        }
        return folder;
    }

    private static Path own(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** As the library sees it, which unpacks what is not whole once more and trips over the links that are there. */
    private static boolean isWhole(Path version) throws IOException {
        Path mark = version.resolve(MARK);
        if (!Files.exists(mark)) {
            return false;
        }
        FileTime finished = Files.getLastModifiedTime(mark);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(version)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).compareTo(finished) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Unless somebody is unpacking it just now. */
    private static void remove(Path version) throws IOException {
        Path file = version.resolve(LOCK);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                DirectoryStream<Path> parts = Files.newDirectoryStream(version, part -> !part.equals(file))) {
            if (lock != null) {
                for (Path part : parts) {
                    delete(part);
                }
            }
        } catch (OverlappingFileLockException e) {
            // It is this process.
        }
    }

    private static void delete(Path part) throws IOException {
        try (Stream<Path> below = Files.walk(part)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
