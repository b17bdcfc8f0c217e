package io.github.camelfastspring.events;

import java.util.function.Consumer;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.camelfastspring.FastSpringConstants;

import static org.apache.camel.support.builder.ExpressionBuilder.headerExpression;

/** The steps of a route that writes a row per event, in a transaction. */
final class Bookings {

    /** For the option idempotentRepository. */
    static final String REPOSITORY = "handledEvents";

    private static final String INSERT =
            "sql:insert into bookings (event_id) values (:#" + FastSpringConstants.EVENT_ID + ")?dataSource=#database";

    private final DataSource database;
    private final PlatformTransactionManager transactions;
    private final IdempotentRepository repository;

    Bookings(DataSource database) {
        this.database = database;
        transactions = new DataSourceTransactionManager(database);
        repository = new JdbcMessageIdRepository(database, new TransactionTemplate(transactions), "fastspring-events");
    }

    IdempotentRepository repository() {
        return repository;
    }

    /** Makes the parts known to a context, with the repository that the consumer shall have. */
    void bind(CamelContext context, IdempotentRepository consumers) {
        context.getRegistry().bind("database", database);
        context.getRegistry().bind("required", new SpringTransactionPolicy(transactions));
        context.getRegistry().bind(REPOSITORY, consumers);
    }

    /** Key and row in one transaction. */
    Consumer<RouteDefinition> once(Processor last) {
        return route -> route.transacted()
                .idempotentConsumer(headerExpression(FastSpringConstants.EVENT_ID), repository)
                .to(INSERT)
                .process(last);
    }

    /** The row alone. */
    Consumer<RouteDefinition> careless() {
        return route -> route.transacted().to(INSERT);
    }
}
