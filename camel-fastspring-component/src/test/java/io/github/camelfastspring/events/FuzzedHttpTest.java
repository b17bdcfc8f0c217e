package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.support.LiveHeap;
import io.github.camelfastspring.support.LogLines;
import io.github.camelfastspring.support.RawClient;
import io.github.camelfastspring.webhook.OddPosts;
import io.github.camelfastspring.webhook.WrongSignatures;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests by chance to the Vert.x server: none is accepted that is not signed, none does harm, and the server goes on. */
@Tag("faults")
class FuzzedHttpTest {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzedHttpTest.class);

    private static final long SEED = Long.getLong("fastspring.seed", 1);
    private static final int REQUESTS = Integer.getInteger("fastspring.posts", 1500);
    private static final int LIMIT = 100_000;
    private static final String SECRET = PostsRoute.SECRET;
    private static final long SLACK = 6L * 1024 * 1024;

    /** The end of the connection. */
    private static final int NONE = 0;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Random random = new Random(SEED);
    private final WrongSignatures forgeries = new WrongSignatures(SECRET, SEED);
    private final OddPosts odd = new OddPosts(SEED);
    private final AtomicInteger routed = new AtomicInteger();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private PostsRoute route;

    @BeforeEach
    void start() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        route = new PostsRoute(fastSpring.simulator());
        // What is remembered on purpose must not look like a leak.
        route.context().getRegistry().bind("forgetful", MemoryIdempotentRepository.memoryIdempotentRepository(100));
        route.start(
                "webhook",
                "resends=pass&idempotentRepository=#forgetful&webhookMaxBodySize=" + LIMIT,
                steps -> steps.process(exchange -> routed.incrementAndGet()));
    }

    @AfterEach
    void stop() {
        route.close();
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private void expect(String kind, RawClient.Answer answer, Integer... statuses) {
        answers.merge(kind + " " + answer.status(), 1, Integer::sum);
        assertThat(answer.status()).as("%s, seed %d: %s", kind, SEED, answer).isIn((Object[]) statuses);
    }

    private RawClient.Answer post(byte[] body, String... headers) throws IOException {
        return RawClient.post(route.url(), body, headers);
    }

    private static String signature(byte[] body) {
        return "X-FS-Signature: " + WebhookSignature.sign(body, SECRET);
    }

    private void forgery() throws IOException {
        WrongSignatures.Forgery forgery = forgeries.next();
        String[] headers =
                forgery.signature() == null ? new String[0] : new String[] {"X-FS-Signature: " + forgery.signature()};
        expect("forged", post(forgery.body(), headers), 403);
    }

    private void otherMethod() throws IOException {
        List<String> methods = List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "post", "PROPFIND");
        byte[] body = new byte[random.nextInt(100)];
        byte[] request =
                RawClient.request(methods.get(random.nextInt(methods.size())), PostsRoute.PATH, body, signature(body));
        expect("method", RawClient.send(route.url(), request), 405, 400);
    }

    private void unreadable() throws IOException {
        byte[] body = odd.unreadable();
        if (body.length > LIMIT) {
            expect("unreadable", post(body, signature(body)), 413, NONE);
        } else {
            expect("unreadable", post(body, signature(body)), 400);
        }
    }

    private void odd() throws IOException {
        byte[] body = odd.readable();
        expect("odd", post(body, signature(body)), 200, 202, 500);
    }

    /** The server need not read on; what it said may be lost then. */
    private void large() throws IOException {
        byte[] body = new byte[LIMIT + 1 + random.nextInt(LIMIT)];
        expect("large", post(body, signature(body)), 413, NONE);
    }

    private void cut() throws IOException {
        byte[] body = WebhookPost.ofTypes("account.created").body();
        byte[] request = RawClient.request("POST", PostsRoute.PATH, body, signature(body));
        expect(
                "cut",
                RawClient.sendCut(route.url(), Arrays.copyOf(request, 1 + random.nextInt(request.length - 1))),
                400,
                NONE);
    }

    private void badChunks() throws IOException {
        byte[] good = WebhookPost.ofTypes("account.created").body();
        List<String> sizes = List.of("zz", "-1", "ffffffffffffffff", "", "1;x", Integer.toHexString(good.length + 9));
        String chunks = sizes.get(random.nextInt(sizes.size())) + "\r\n"
                + new String(good, StandardCharsets.UTF_8).substring(0, 20) + "\r\nq\r\n\r\n";
        byte[] request = RawClient.requestWithHeaders(
                "POST",
                PostsRoute.PATH,
                chunks.getBytes(StandardCharsets.UTF_8),
                List.of("Transfer-Encoding: chunked", signature(good)));
        expect("chunks", RawClient.sendCut(route.url(), request), 400, 403, NONE);
    }

    private void badHeaders() throws IOException {
        byte[] body = WebhookPost.ofTypes("account.created").body();
        List<String> headers = List.of(
                "nonsense",
                ": x",
                "X Y: z",
                "X: \u0000",
                "X-Large: " + "x".repeat(20_000),
                "X-FS-Signature: \u00e4\u00f6",
                "X-FS-Signature: x",
                "X-FS-Signature",
                "Expect: nonsense",
                "Transfer-Encoding: chunked",
                "Content-Length: 3");
        List<String> all = new ArrayList<>(List.of(signature(body).replace('=', '_')));
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.add(headers.get(random.nextInt(headers.size())));
        }
        byte[] request = RawClient.request("POST", PostsRoute.PATH, body, all.toArray(String[]::new));
        expect("headers", RawClient.sendCut(route.url(), request), 400, 403, 413, 417, 431, NONE);
    }

    private void noHttp() throws IOException {
        byte[] bytes = new byte[1 + random.nextInt(500)];
        random.nextBytes(bytes);
        expect("no HTTP", RawClient.sendCut(route.url(), bytes), 400, 404, 405, 414, 501, 505, NONE);
    }

    private void twoSignatures() throws IOException {
        byte[] body = WebhookPost.ofTypes("account.created").body();
        String other = forgeries.next().signature();
        expect("two signatures", post(body, signature(body), "x-fs-signature: " + (other == null ? "" : other)), 403);
    }

    private void request() throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> otherMethod();
            case 1 -> unreadable();
            case 2 -> odd();
            case 3 -> large();
            case 4 -> cut();
            case 5 -> badChunks();
            case 6 -> badHeaders();
            case 7 -> noHttp();
            case 8 -> twoSignatures();
            default -> forgery();
        }
    }

    @Test
    void nothingThatIsNotSignedIsAcceptedAndTheServerGoesOn() throws Exception {
        try (LogLines errors = new LogLines(Level.ERROR)) {
            for (int i = 0; i < 300; i++) {
                request();
            }
            long before = LiveHeap.bytes();
            for (int i = 0; i < REQUESTS; i++) {
                request();
            }
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);

            assertThat(LiveHeap.bytes() - before).as("growth of the live heap").isLessThan(SLACK);
            assertThat(uncaught).isEmpty();
            assertThat(errors.lines()).isEmpty();
        }
        LOG.info("Seed {}: {}", SEED, answers);
        long accepted = answers.entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("odd "))
                .mapToInt(Map.Entry::getValue)
                .sum();
        long signedButUnreadable = route.consumer().getPostsReceived() - accepted;
        assertThat(signedButUnreadable)
                .as("accepted other than those with a right signature")
                .isZero();
        int sofar = routed.get();
        for (int i = 0; i < 20; i++) {
            WebhookPost good = WebhookPost.ofTypes("order.completed").signedWith(SECRET);
            assertThat(good.sendTo(route.url()).status()).isEqualTo(200);
        }
        assertThat(routed).hasValue(sofar + 20);
    }
}
