package io.github.camelfastspring.events;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A budget in PostgreSQL that several processes share. */
@Timeout(60)
class SharedBudgetTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @RegisterExtension
    final FastSpringSimulatorExtension extension = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private static final String PRODUCT = "fastspring:products?operation=get&id=sky-atlas";

    /** A database that can be out of reach. */
    private static final class Unsteady extends DelegatingDataSource {
        final AtomicBoolean away = new AtomicBoolean();

        Unsteady(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLException("The database is away, as the test wants");
            }
            return super.getConnection();
        }
    }

    @BeforeEach
    void emptyTable() {
        POSTGRES.jdbc().execute(SharedBudgetNode.table());
        POSTGRES.jdbc().execute("truncate bucket");
    }

    private CamelContext node(String name, DataSource dataSource) {
        FastSpringSimulator simulator = extension.simulator();
        return SharedBudgetNode.start(
                name,
                simulator.baseUrl(),
                simulator.username(),
                simulator.password(),
                SharedBudgetNode.budget(dataSource));
    }

    private long callsOf(String name) {
        return extension.simulator().requests().stream()
                .filter(request -> name.equals(request.header("User-Agent")))
                .count();
    }

    @Test
    void twoProcessesTogetherStayWithinTheLimitAndBothGetOn() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        try (OtherJvm other = new OtherJvm(
                                SharedBudgetNode.class, folder.resolve("other.txt"), simulator, POSTGRES.url(), "other")
                        .start();
                CamelContext here = node("here", POSTGRES.dataSource())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                other.checkAlive();
                return callsOf("other") > 0;
            });
            long before = simulator.rate().calls();
            long start = System.nanoTime();
            ProducerTemplate template = here.createProducerTemplate();
            List<Thread> callers = List.of(caller(template), caller(template), caller(template), caller(template));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> callsOf("here") > 60 && simulator.rate().calls() - before > 150);
            long calls = simulator.rate().calls() - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            callers.forEach(Thread::interrupt);

            double rate = SharedBudgetNode.REQUESTS_PER_MINUTE / 60.0;
            int burst = 1 + SharedBudgetNode.REQUESTS_PER_MINUTE / 100;
            assertThat(calls).isLessThanOrEqualTo((long) (rate * seconds) + burst + 8);
            long last = callsOf("other");
            await().until(() -> callsOf("other") > last);
        }
    }

    private static Thread caller(ProducerTemplate template) {
        Thread caller = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                template.request(PRODUCT, exchange -> {});
            }
        });
        caller.setDaemon(true);
        caller.start();
        return caller;
    }

    @Test
    void callsWaitOrFailWhileTheDatabaseIsAwayAndGoOnWhenItIsBack() throws Exception {
        Unsteady database = new Unsteady(POSTGRES.dataSource());
        try (CamelContext here = node("here", database)) {
            ProducerTemplate template = here.createProducerTemplate();
            assertThat(template.request(PRODUCT, e -> {}).getException()).isNull();
            database.away.set(true);
            CompletableFuture<Exchange> patient = template.asyncSend(PRODUCT + "&budgetTimeout=50000", e -> {});
            Exchange impatient = template.request(PRODUCT + "&budgetTimeout=100", e -> {});
            assertThat(impatient.getException())
                    .isInstanceOf(FastSpringThrottledException.class)
                    .hasMessageContainingAll("products.get", "not sent", "rate budget", "budgetTimeout, 100 ms");
            assertThat(patient).isNotDone();
            assertThat(callsOf("here")).isEqualTo(1);

            database.away.set(false);
            assertThat(patient.get(20, TimeUnit.SECONDS).getException()).isNull();
            assertThat(template.request(PRODUCT, e -> {}).getException()).isNull();
        }
    }
}
