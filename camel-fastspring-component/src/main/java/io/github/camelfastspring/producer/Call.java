package io.github.camelfastspring.producer;

import java.util.List;

import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.operation.FastSpringOperation;
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
 */
record Call(
        FastSpringOperation operation,
        List<FastSpringRequest> requests,
        List<String> ids,
        boolean list,
        OutputType outputType,
        boolean returnPartial) {

    @Override
    public String toString() {
        return operation + " in " + requests.size() + " requests";
    }
}
