package io.github.camelfastspring.producer;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.PluginHelper;

import io.github.camelfastspring.FastSpringConfiguration.Paging;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.RawOperation;
import io.github.camelfastspring.producer.CallExecution.Outcome;

/**
 * Executes any operation of the table. Never throws out of {@link #process}, calls back exactly once, and keeps nothing of
 * an exchange in itself.
 */
public class FastSpringProducer extends DefaultAsyncProducer {

    private final FastSpringEndpoint endpoint;
    private final CallHeaders headers;
    private RequestBuilder requestBuilder;
    private FastSpringClient client;
    private ProducerHealth health;

    private final AsyncProcessor onCallersThread = new AsyncProcessorSupport() {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return FastSpringProducer.this.process(exchange, callback, true);
        }
    };

    public FastSpringProducer(FastSpringEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.headers = new CallHeaders(endpoint.getOperations());
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.getConfiguration().validate();
        client = endpoint.client();
        health = ProducerHealthCheck.of(endpoint);
        requestBuilder = new RequestBuilder(
                endpoint.getConfiguration(),
                endpoint.getParameters().asMap(),
                endpoint.requestFactory(),
                endpoint.codec(),
                endpoint.getCamelContext());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        if (health != null) {
            // Kept: calls that are under way still tell how they end.
            ProducerHealthCheck.release(endpoint, health);
        }
        super.doStop();
    }

    /** For callers that wait, such as those with {@code synchronous=true}. */
    @Override
    public void process(Exchange exchange) {
        PluginHelper.getAsyncProcessorAwaitManager(exchange.getContext()).process(onCallersThread, exchange);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return process(exchange, callback, exchange.isTransacted() || client.isContinuing());
    }

    /** @param here whether the call may be made on this thread */
    private boolean process(Exchange exchange, AsyncCallback callback, boolean here) {
        Call call;
        CompletableFuture<Outcome> outcome;
        try {
            CallHeaders.removeResponse(exchange.getMessage());
            call = requestBuilder.build(operation(exchange), exchange);
            outcome = call.paging() == Paging.ALL
                    ? AllPages.of(client, call)
                    : CallExecution.of(request -> send(request, call, here), call);
        } catch (Throwable e) {
            exchange.setException(e);
            headers.removeRequest(exchange.getMessage());
            callback.done(true);
            return true;
        }
        boolean done = outcome.isDone();
        outcome.whenComplete((result, defect) -> {
            finish(call, result, defect, exchange);
            callback.done(done);
        });
        return done;
    }

    private CompletableFuture<Answer> send(FastSpringRequest request, Call call, boolean here) {
        if (call.sharing() != null) {
            return endpoint.getComponent().coalescer().execute(client, request, call.sharing());
        }
        // Several of them on one thread would follow each other deeper and deeper.
        return here && call.requests().size() == 1 ? client.executeHere(request) : client.execute(request);
    }

    private void finish(Call call, Outcome outcome, Throwable defect, Exchange exchange) {
        try {
            if (defect == null) {
                health.ended(outcome.broken());
                ResponseWriter.write(call, outcome, exchange, client);
            } else {
                exchange.setException(defect);
            }
        } catch (Throwable e) {
            // An Error too: without a callback the exchange would hang for ever.
            exchange.setException(e);
        } finally {
            headers.removeRequest(exchange.getMessage());
        }
    }

    private FastSpringOperation operation(Exchange exchange) {
        Message message = exchange.getMessage();
        if (endpoint.getResource().equals(RawOperation.RESOURCE)) {
            return RawOperation.of(
                    given(message, FastSpringConstants.METHOD, endpoint.getMethod()),
                    given(message, FastSpringConstants.PATH, endpoint.getPath()));
        }
        String name = given(message, FastSpringConstants.OPERATION, endpoint.getOperation());
        if (name == null) {
            throw new IllegalArgumentException("FastSpring " + endpoint.getResource()
                    + ": the operation is missing; set the option operation or the header "
                    + FastSpringConstants.OPERATION + " to one of "
                    + String.join(", ", endpoint.getOperations().operationsOf(endpoint.getResource())));
        }
        return endpoint.getOperations().get(endpoint.getResource(), name);
    }

    private static String given(Message message, String header, String option) {
        Object value = message.getHeader(header);
        return value == null ? option : value.toString();
    }
}
