package org.qudao.gateway.routing;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.qudao.gateway.limits.RequestBodyFailure.UnreadableBody;

/**
 * A body of unknown length that cannot be read to its end must not look complete to the service: the HTTP client would write the last chunk
 * when it closes its stream, and a part of a file would be imported as the whole. So the connection is cut first.
 */
final class UnfinishedBodies {

    private UnfinishedBodies() {}

    static ClassicHttpResponse cutTheConnection(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpEntity body = request.getEntity();
        if (body != null) {
            request.setEntity(new CuttingBody(body, scope.execRuntime));
        }
        return chain.proceed(request, scope);
    }

    private static class CuttingBody extends HttpEntityWrapper {

        private final ExecRuntime connection;

        CuttingBody(HttpEntity body, ExecRuntime connection) {
            super(body);
            this.connection = connection;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                super.writeTo(out);
            } catch (UnreadableBody e) {
                connection.discardEndpoint();
                throw e;
            }
        }
    }
}
