namespace RetSam.WebService.Hosting;

/// <summary>What every answer says to browsers, and the one check that takes the place of antiforgery tokens.</summary>
internal static class SecurityHeaders
{
    // Everything the page needs comes from this origin; pictures it makes itself are blobs.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.Path.StartsWithSegments("/analyses", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }

        return next(context);
    });

    /// <summary>
    /// Refuses writes that another site's page sends through a visitor's browser. There are no cookies to misuse, but a page elsewhere
    /// could still fill the queue of a service that only the visitor's network reaches. Programs send neither header and pass.
    /// </summary>
    public static IApplicationBuilder UseSameOriginWrites(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        HttpRequest request = context.Request;
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool foreign = site is "cross-site" or "same-site" || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}");
        if (foreign && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await TypedResults.Problem("Pages of other origins may not write here.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        await next(context);
    });
}
