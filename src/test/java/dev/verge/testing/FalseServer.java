package dev.verge.testing;

import dev.verge.config.DatabaseSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands where PostgreSQL should be, answers a request for encryption in its own way, and notes what it is told and when
 * it is left.
 */
public final class FalseServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> noted = new CopyOnWriteArrayList<>();
    private final byte[] answer;
    private final @Nullable SSLContext tls;

    private FalseServer(byte[] answer, @Nullable SSLContext tls) throws IOException {
        this.answer = answer;
        this.tls = tls;
        start(this::accept);
    }

    /** One that says these bytes, and nothing more. */
    public static FalseServer saying(byte[] answer) throws IOException {
        return new FalseServer(answer, null);
    }

    /** One that encrypts and shows a certificate. */
    public static FalseServer showing(TestCertificate certificate) throws Exception {
        char[] none = new char[0];
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        String pem = Files.readString(Path.of(certificate.key()));
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try (InputStream in = new FileInputStream(certificate.certificate())) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(in);
            store.setKeyEntry(
                    "server",
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    none,
                    chain.toArray(Certificate[]::new));
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, none);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new FalseServer(new byte[] {'S'}, context);
    }

    /** The database as it is reached here. */
    public DatabaseSettings settings(DatabaseSettings database) {
        return DatabaseVariant.at(database, "127.0.0.1", server.getLocalPort());
    }

    /** What it has been told, in hexadecimal digits, one entry for each connection that has left. */
    public List<String> noted() {
        return List.copyOf(noted);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket node = server.accept();
                start(() -> serve(node));
            } catch (IOException e) {
                // This test is over.
            }
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket node) {
        try (node) {
            byte[] request = node.getInputStream().readNBytes(8);
            if (request.length == 8) {
                node.getOutputStream().write(answer);
                noted.add(hex(request) + rest(node));
            }
        } catch (IOException e) {
            // It came for nothing.
        }
    }

    private String rest(Socket node) {
        try {
            return hex(tls == null ? readAll(node) : readAll(encrypted(node, tls)));
        } catch (IOException refused) {
            return " refused";
        }
    }

    private static Socket encrypted(Socket node, SSLContext tls) throws IOException {
        return tls.getSocketFactory().createSocket(node, new ByteArrayInputStream(new byte[0]), true);
    }

    /** What comes before it is left, however it is. */
    private static byte[] readAll(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int read = in.read(); read >= 0; read = next(in)) {
            all.write(read);
        }
        return all.toByteArray();
    }

    private static int next(InputStream in) {
        try {
            return in.read();
        } catch (IOException left) {
            return -1;
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
