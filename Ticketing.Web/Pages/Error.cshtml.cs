using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages;

public sealed class ErrorModel : ErrorPageModel
{
    public ErrorText Text =>
        IsClosed ? ErrorText.ClosedForRecovery
        : BlocksCookies ? ErrorText.CookiesBlocked
        : ErrorText.ForStatus(Status);

    /// <summary>A failed GET is safe to repeat automatically.</summary>
    public bool RetriesAutomatically => Status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(Request.Method) && !IsClosed;

    /// <summary>The page with the form has set at least the antiforgery cookie.</summary>
    private bool BlocksCookies =>
        Status == StatusCodes.Status400BadRequest
        && HttpMethods.IsPost(Request.Method)
        && Request.HasFormContentType
        && Request.Cookies.Count == 0;
}
