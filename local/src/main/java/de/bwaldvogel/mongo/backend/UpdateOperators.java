package de.bwaldvogel.mongo.backend;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The library's update operators, without the seven copies of the whole document that its collections make around them. In the library's
 * package, because it shows the operators to nobody else.
 */
public final class UpdateOperators {

    private static final String ID = "_id";
    private static final Set<String> KNOWN = Arrays.stream(UpdateOperator.values())
            .map(UpdateOperator::getValue)
            .collect(Collectors.toUnmodifiableSet());

    private UpdateOperators() {}

    /** Whether the update has operators, and nothing but operators, each on fields that it names without placeholders for places in arrays. */
    public static boolean arePlain(Document update) {
        return !update.isEmpty()
                && KNOWN.containsAll(update.keySet())
                && update.values().stream()
                        .allMatch(change -> change instanceof Document fields
                                && fields.keySet().stream().noneMatch(field -> field.indexOf('$') >= 0));
    }

    /** @throws de.bwaldvogel.mongo.exception.MongoServerException when an operator does not fit the document, which then is spoiled */
    public static void apply(Document update, Document document) {
        AbstractMongoCollection.validateUpdateQuery(update);
        update.forEach((operator, change) -> new FieldUpdates(
                        document, UpdateOperator.fromValue(operator), ID, false, null, ArrayFilters.empty())
                .apply((Document) change, operator));
        Utils.validateFieldNames(document);
    }
}
