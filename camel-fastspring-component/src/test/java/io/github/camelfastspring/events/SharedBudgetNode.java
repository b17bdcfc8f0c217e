package io.github.camelfastspring.events;

import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.client.RateBudget;

/** One of several machines whose calls share a budget in a database. The node's name is its user agent. */
public final class SharedBudgetNode {

    /** What they share. */
    static final int REQUESTS_PER_MINUTE = 3000;

    private SharedBudgetNode() {}

    /** The statement that makes the table of the budget. */
    static String table() {
        return "create table if not exists bucket (id bigint primary key, state bytea, expires_at bigint)";
    }

    static RateBudget budget(DataSource dataSource) {
        ProxyManager<Long> buckets =
                Bucket4jPostgreSQL.advisoryLockBasedBuilder(dataSource).build();
        return RateBudget.of(buckets.builder().build(1L, () -> RateBudget.perMinute(REQUESTS_PER_MINUTE)));
    }

    static CamelContext start(String name, String baseUrl, String username, String password, RateBudget budget) {
        CamelContext context = new DefaultCamelContext();
        FastSpringComponent component = new FastSpringComponent();
        FastSpringConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setUsername(username);
        configuration.setPassword(password);
        configuration.setUserAgent(name);
        context.addComponent("fastspring", component);
        context.getRegistry().bind("budget", budget);
        context.getShutdownStrategy().setTimeout(5);
        context.start();
        return context;
    }

    /** Calls without a pause. Arguments: base URL, user name, password, URL of the database, name. */
    public static void main(String[] args) throws Exception {
        CamelContext context = start(args[4], args[0], args[1], args[2], budget(Postgres.dataSource(args[3])));
        for (int i = 0; i < 4; i++) {
            Thread caller = new Thread(() -> {
                while (true) {
                    context.createProducerTemplate()
                            .request("fastspring:products?operation=get&id=sky-atlas", exchange -> {});
                }
            });
            caller.setDaemon(true);
            caller.start();
        }
        new CountDownLatch(1).await();
    }
}
