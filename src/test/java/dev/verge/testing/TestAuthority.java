package dev.verge.testing;

import static dev.verge.testing.Der.SHA256_WITH_RSA;
import static dev.verge.testing.Der.element;
import static dev.verge.testing.Der.name;
import static dev.verge.testing.Der.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authority that signs certificates and revokes them, with all of them as PEM files in a directory. */
public final class TestAuthority {
    private static final byte[] IS_AUTHORITY =
            element(0x30, new byte[] {6, 3, 0x55, 0x1d, 0x13, 1, 1, (byte) 0xff}, element(4, element(0x30, new byte[] {
                1, 1, (byte) 0xff
            })));

    private final Path directory;
    private final String commonName;
    private final KeyPair pair = pair();
    private final List<TestCertificate> issued = new ArrayList<>();

    /** An authority of this name. */
    public TestAuthority(Path directory, String commonName) {
        this.directory = directory;
        this.commonName = commonName;
    }

    /** Its own certificate. */
    public String certificate() {
        Instant now = Instant.now();
        byte[] content = content(
                0,
                commonName,
                now.minus(Duration.ofDays(9)),
                now.plus(Duration.ofDays(9)),
                pair.getPublic(),
                IS_AUTHORITY);
        return pem(commonName, "CERTIFICATE", content);
    }

    /** Its own private key. */
    public String key() {
        return write(commonName + "-key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** Signs one that is valid today. */
    public TestCertificate issue(String subject, String address) {
        Instant now = Instant.now();
        return issue(subject, address, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    /** Signs one for an address of the loopback network. */
    public TestCertificate issue(String subject, String address, Instant from, Instant until) {
        KeyPair own = pair();
        byte[] names = element(
                0x30, new byte[] {6, 3, 0x55, 0x1d, 0x11}, element(4, element(0x30, element(0x87, bytes(address)))));
        String file = commonName + "-" + issued.size();
        byte[] content = content(issued.size() + 1, subject, from, until, own.getPublic(), names);
        var certificate = new TestCertificate(
                pem(file, "CERTIFICATE", content),
                write(file + "-key", "PRIVATE KEY", own.getPrivate().getEncoded()));
        issued.add(certificate);
        return certificate;
    }

    /** A list of revoked ones that is valid today. */
    public String revocationList(TestCertificate... revoked) {
        Instant now = Instant.now();
        byte[] entries = element(
                0x30,
                Arrays.stream(revoked)
                        .map(one -> element(0x30, number(issued.indexOf(one) + 1), time(now)))
                        .toArray(byte[][]::new));
        byte[] content = element(
                0x30,
                number(1),
                SHA256_WITH_RSA,
                name(commonName),
                time(now.minus(Duration.ofDays(1))),
                time(now.plus(Duration.ofDays(1))),
                revoked.length == 0 ? new byte[0] : entries);
        return pem(commonName + "-revoked-" + revoked.length, "X509 CRL", content);
    }

    private byte[] content(int serial, String subject, Instant from, Instant until, PublicKey key, byte[] extension) {
        return element(
                0x30,
                element(0xa0, number(2)),
                number(serial),
                SHA256_WITH_RSA,
                name(commonName),
                element(0x30, time(from), time(until)),
                name(subject),
                key.getEncoded(),
                element(0xa3, element(0x30, extension)));
    }

    private static byte[] number(int small) {
        return new byte[] {2, 1, (byte) small};
    }

    private String pem(String file, String type, byte[] content) {
        byte[] signature = element(3, new byte[] {0}, sign(content));
        return write(file, type, element(0x30, content, SHA256_WITH_RSA, signature));
    }

    /** Servers take no key that others can read. */
    private String write(String file, String type, byte[] content) {
        String text = Base64.getMimeEncoder().encodeToString(content);
        try {
            Path written = Files.writeString(
                    directory.resolve(file.replace(' ', '-') + ".pem"),
                    "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            return written.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
