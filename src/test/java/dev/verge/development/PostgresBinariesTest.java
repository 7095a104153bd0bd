package dev.verge.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    private Path cache;

    private Path library;
    private Path mark;
    private Path lock;

    /** What the unpacking library leaves behind when it is done. */
    @BeforeEach
    void unpack() throws IOException {
        Path version = cache.resolve("postgresql/PG-1");
        library = Files.createDirectories(version.resolve("lib"));
        Files.writeString(library.resolve("libpq.so.5.1"), "binary");
        Files.createSymbolicLink(library.resolve("libpq.so.5"), Path.of("libpq.so.5.1"));
        lock = Files.createFile(version.resolve("epg-lock"));
        mark = Files.createFile(version.resolve(".exists"));
    }

    @Test
    void keepsWhatIsWholeAndKeepsOthersOut() throws IOException {
        assertThat(PostgresBinaries.folder(cache)).isEqualTo(cache.resolve("postgresql"));
        assertThat(library).exists();
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void removesWhatAnInterruptedStartLeft() throws IOException {
        Files.delete(mark);
        Path ignored = PostgresBinaries.folder(cache);
        assertThat(library).doesNotExist();
    }

    @Test
    void removesWhatChangedAfterItWasWhole() throws IOException {
        Files.setLastModifiedTime(
                library, FileTime.fromMillis(Files.getLastModifiedTime(mark).toMillis() + 1_000));
        Path ignored = PostgresBinaries.folder(cache);
        assertThat(library).doesNotExist();
    }

    @Test
    void leavesAloneWhatIsBeingUnpacked() throws IOException {
        Files.delete(mark);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            Path ignored = PostgresBinaries.folder(cache);
            assertThat(library).exists();
        }
    }
}
