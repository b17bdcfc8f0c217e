package io.github.camelfastspring.producer;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static io.github.camelfastspring.support.RawServer.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Answers as they should not be: each gives one clear exception, and nothing hangs. */
@Timeout(60)
class BadAnswerTest extends RawServerTest {

    private static final String READ = "fastspring:accounts?operation=get&id=a1";
    private static final String WRITE = "fastspring:sessions?operation=create&checkoutPath=a/b";

    private <T extends FastSpringException> T read(Class<T> type) {
        return type.cast(assertThatExceptionOfType(type)
                .isThrownBy(() -> {
                    throw calls.failure(READ, null);
                })
                .actual());
    }

    private <T extends FastSpringException> T write(Class<T> type) {
        return type.cast(assertThatExceptionOfType(type)
                .isThrownBy(() -> {
                    throw calls.failure(WRITE, "{}");
                })
                .actual());
    }

    @Test
    void htmlWithStatus200IsNoAnswer() {
        server.otherwise(request -> answer(200, "text/html", "<html>maintenance</html>"));

        FastSpringProtocolException e = read(FastSpringProtocolException.class);

        assertThat(e).hasMessageContaining("accounts.get").hasMessageContaining("not JSON");
        assertThat(e.getStatusCode()).isEqualTo(200);
        assertThat(server.requests()).as("would be the same again").hasSize(1);
    }

    @Test
    void jsonCutInHalfWithinItsLengthIsNoAnswer() {
        server.otherwise(request -> json(200, "{\"id\":\"a1\",\"con"));

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("not JSON");
    }

    @Test
    void aBodyThatEndsBeforeItsLengthIsCutOffAndReadAgain() {
        server.otherwise(request -> raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":\"a1\""));

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("the answer is cut off");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aWriteWhoseAnswerIsCutOffIsNotRepeated() {
        server.otherwise(request -> raw("HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"id\""));

        assertThat(write(FastSpringProtocolException.class)).hasMessageContaining("the answer is cut off");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anEmpty401IsAnAuthenticationFailure() {
        server.otherwise(request -> answer(401, "text/plain", ""));

        FastSpringAuthenticationException e = read(FastSpringAuthenticationException.class);

        assertThat(e).hasMessageContaining("the credentials are not accepted").hasMessageNotContaining(Calls.PASSWORD);
        assertThat(e.getStatusCode()).isEqualTo(401);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a401WithAChallengeIsNotAnsweredAgain() {
        server.otherwise(request -> json(401, "", "WWW-Authenticate: Basic realm=\"x\""));

        read(FastSpringAuthenticationException.class);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void twoGigabytesAreRefusedBeforeTheyAreRead() {
        server.otherwise(
                request -> server.rawThenSilence("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n{\"a\":1"));

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("larger than 64 MiB");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anEndlessAnswerIsRefusedOnTheWay() {
        server.otherwise(request -> out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes());
            byte[] blanks = " ".repeat(1024 * 1024).getBytes();
            for (int i = 0; i < 100; i++) {
                out.write(blanks);
            }
            return false;
        });

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("larger than 64 MiB");
    }

    @Test
    void aServerThatNeverAnswersEndsAtTheDeadline() {
        server.otherwise(request -> server.rawThenSilence(""));

        Exception e = calls.failure(READ + "&requestTimeout=200&maxRetries=1", null);

        assertThat(e)
                .isInstanceOf(FastSpringUnavailableException.class)
                .hasMessageContaining("no answer within 200 ms");
        assertThat(((FastSpringUnavailableException) e).isOutcomeUnknown()).isFalse();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServerThatDribblesEndsAtTheDeadlineToo() {
        server.otherwise(request -> out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes());
            for (int i = 0; i < 100_000; i++) {
                out.write(' ');
                out.flush();
                LockSupport.parkNanos(20_000_000);
            }
            return false;
        });

        Exception e = calls.failure(READ + "&requestTimeout=300&maxRetries=0", null);

        assertThat(e)
                .isInstanceOf(FastSpringUnavailableException.class)
                .hasMessageContaining("no answer within 300 ms");
    }

    @Test
    void aWriteWithoutAnswerHasAnUnknownOutcome() {
        server.otherwise(request -> server.rawThenSilence(""));

        Exception e = calls.failure(WRITE, "{}", Map.of("CamelFastSpringRequestTimeout", 200));

        assertThat(e).isInstanceOf(FastSpringUnavailableException.class);
        assertThat(((FastSpringUnavailableException) e).isOutcomeUnknown()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWriteOnAConnectionThatBreaksHasAnUnknownOutcome() {
        server.otherwise(request -> raw(""));

        assertThat(write(FastSpringUnavailableException.class).isOutcomeUnknown())
                .isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWriteThatCouldNotConnectIsRepeatedAndWasNotExecuted() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }

        Exception e = calls.failure(WRITE + "&baseUrl=http://127.0.0.1:" + port, "{}");

        assertThat(e)
                .isInstanceOf(FastSpringUnavailableException.class)
                .hasMessageContaining("the connection could not be made");
        assertThat(((FastSpringUnavailableException) e).isOutcomeUnknown()).isFalse();
    }

    @Test
    void a500WithoutRefusalIsUnavailable() {
        server.otherwise(request -> json(503, ""));

        assertThat(read(FastSpringUnavailableException.class).getStatusCode()).isEqualTo(503);
        assertThat(server.requests()).hasSize(4);

        assertThat(write(FastSpringUnavailableException.class).isOutcomeUnknown())
                .isTrue();
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void a500WithARefusalIsARefusalAndNeverRepeated() {
        server.otherwise(request ->
                json(500, "{\"action\":\"account.get\",\"result\":\"error\",\"error\":{\"limit\":\"too many\"}}"));

        FastSpringRefusedException e = read(FastSpringRefusedException.class);

        assertThat(e.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("limit");
            assertThat(error.message()).isEqualTo("too many");
        });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a404IsNotFound() {
        server.otherwise(request -> json(404, "{\"status\":\"404 NOT_FOUND\",\"id\":\"E-1\",\"message\":\"gone\"}"));

        FastSpringNotFoundException e = read(FastSpringNotFoundException.class);

        assertThat(e.getErrorId()).isEqualTo("E-1");
        assertThat(e.getOperation()).isEqualTo("accounts.get");
    }

    @Test
    void a429IsRepeatedForWritesTooAndThenTold() {
        server.otherwise(request -> json(429, "{\"code\":\"TOO_MANY\",\"message\":\"slow down\"}", "Retry-After: 0"));

        FastSpringThrottledException e = write(FastSpringThrottledException.class);

        assertThat(e.getRetryAfter()).isZero();
        assertThat(e).hasMessageContaining("slow down");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.otherwise(request -> json(302, "", "Location: " + server.baseUrl() + "/elsewhere"));

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("redirects are not followed");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anotherProtocolIsAProtocolFailure() {
        server.otherwise(request -> raw("HTTP/9.9 200 OK\r\n\r\n"));

        read(FastSpringProtocolException.class);
    }

    @Test
    void aReadRecoversAfterPassingFailures() {
        server.then(json(503, ""), raw(""), json(429, "", "Retry-After: 0"), json(200, "{\"id\":\"a1\"}"));

        Exchange exchange = calls.call(READ, null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("id", "a1"));
    }

    @Test
    void anEmptyAnswerToAReadIsNoAnswer() {
        server.otherwise(request -> json(200, ""));

        assertThat(read(FastSpringProtocolException.class)).hasMessageContaining("the answer is empty");
    }

    @Test
    void a204GivesANullBody() {
        server.otherwise(request -> json(204, ""));

        Exchange exchange = calls.call(
                "fastspring:sessions?operation=removeItem&checkoutPath=a/b&id=s&productPath=p",
                "a body that is not sent");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(204);
    }
}
