package io.github.camelfastspring.events;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL server for the tests of a class: starts when it is first asked for, and stops after them. */
final class Postgres implements AfterAllCallback {

    private EmbeddedPostgres server;

    /** The address of the database, with the user. */
    synchronized String url() {
        if (server == null) {
            server = start();
            JdbcTemplate jdbc = jdbc();
            // The repository cannot create its table in PostgreSQL: it looks for it in the same transaction, and where
            // there is none, that ends the transaction.
            jdbc.execute(new JdbcMessageIdRepository().getCreateString());
            jdbc.execute("create table bookings (event_id varchar(100) not null)");
        }
        return server.getJdbcUrl("postgres", "postgres");
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException | RuntimeException e) {
            String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            if (platform.equals("Linux amd64")) {
                throw new IllegalStateException("PostgreSQL did not start", e);
            }
            return Assumptions.abort("The tests have no PostgreSQL that runs on " + platform + ": " + e);
        }
    }

    DataSource dataSource() {
        return dataSource(url());
    }

    /** Every connection is a new one over TCP. */
    static DataSource dataSource(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    /** Without rows, for the next test. */
    Postgres clean() {
        jdbc().execute("truncate bookings, camel_messageprocessed");
        return this;
    }

    static IdempotentRepository repository(DataSource dataSource) {
        return new JdbcMessageIdRepository(dataSource, "fastspring-events");
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
