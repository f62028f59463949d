namespace MyPay.Web.Portals;

/// <summary>
/// 404 with the page's own words: said as the answer leaves, so that no general page takes its place.
/// </summary>
internal static class OwnNotFound
{
    /// <param name="context">Null on a live page, which has answered long ago.</param>
    public static void AnswerNotFound(this HttpContext? context)
    {
        if (context is not { Response.HasStarted: false })
            return;
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
