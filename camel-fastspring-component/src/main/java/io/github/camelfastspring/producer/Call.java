package io.github.camelfastspring.producer;

import java.util.List;
import java.util.function.IntFunction;

import io.github.camelfastspring.FastSpringConfiguration.Paging;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.producer.Coalescer.Sharing;
import io.github.camelfastspring.support.OutputType;

/**
 * What one exchange asks of FastSpring, ready to be executed.
 *
 * @param operation     the operation
 * @param requests      one request, or several where the ids do not fit into one call
 * @param ids           all ids that are asked for, in order; empty where the operation takes none
 * @param list          whether the ids were given as a list, so that the answer is a list too
 * @param outputType    the form of the answer
 * @param returnPartial whether items that failed are returned instead of thrown
 * @param paging        what is wanted of a list; {@code PAGE} for all other calls
 * @param firstPage     the number of a list's first page
 * @param pageRequest   makes the request for a further page
 * @param sharing       how its one id may share a call with those of other exchanges; null if it may not
 */
record Call(
        FastSpringOperation operation,
        List<FastSpringRequest> requests,
        List<String> ids,
        boolean list,
        OutputType outputType,
        boolean returnPartial,
        Paging paging,
        int firstPage,
        IntFunction<FastSpringRequest> pageRequest,
        Sharing sharing) {

    /** The request for a further page of a list. */
    FastSpringRequest page(int number) {
        return pageRequest.apply(number);
    }

    /** A new walk through the pages. */
    Pages pages() {
        return new Pages(operation, firstPage);
    }

    @Override
    public String toString() {
        return operation + " in " + requests.size() + " requests";
    }
}
