package io.github.camelfastspring.producer;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.RuntimeCamelException;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.client.FastSpringClient;

/**
 * The elements of a list, read page by page as they are asked for; one page is held at a time. A page that cannot be read
 * ends the iteration with the exception of that call, wrapped in a {@link RuntimeCamelException}. Holds nothing that would
 * have to be given back, so that it may be left at any element; after {@link #close()} there are no more. For one thread.
 */
public final class PageIterator implements Iterator<Object>, Closeable {

    private final FastSpringClient client;
    private final Call call;
    private final Pages pages;
    private final Queue<JsonNode> elements = new ArrayDeque<>();
    private boolean closed;

    PageIterator(FastSpringClient client, Call call, JsonNode firstPage) {
        this.client = client;
        this.call = call;
        this.pages = call.pages();
        elements.addAll(pages.take(firstPage));
    }

    @Override
    public boolean hasNext() {
        OptionalInt next = pages.next();
        while (!closed && elements.isEmpty() && next.isPresent()) {
            readOn(next.getAsInt());
            next = pages.next();
        }
        return !closed && !elements.isEmpty();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return call.outputType().convert(elements.remove(), null);
        } catch (IOException e) {
            // Jackson's message may quote the answer.
            throw new RuntimeCamelException(
                    "FastSpring " + call.operation() + ": an element of the list does not fit the outputType");
        }
    }

    private void readOn(int page) {
        boolean read = false;
        try {
            elements.addAll(pages.take(read(page)));
            read = true;
        } catch (UnreadablePageException e) {
            throw new RuntimeCamelException(e.getCause());
        } finally {
            closed |= !read;
        }
    }

    private JsonNode read(int page) {
        try {
            Answer answer = client.executeHere(call.page(page)).get();
            if (answer instanceof Failure failure) {
                throw new RuntimeCamelException(failure.toException(null));
            }
            return ((Success) answer).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException(e);
        } catch (ExecutionException e) {
            throw new RuntimeCamelException(e.getCause());
        }
    }

    /** How many elements are held. */
    int held() {
        return elements.size();
    }

    @Override
    public void close() {
        closed = true;
        elements.clear();
    }
}
