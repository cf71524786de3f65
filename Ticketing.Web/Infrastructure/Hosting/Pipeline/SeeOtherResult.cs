using Microsoft.AspNetCore.Mvc;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Reloading the target does not post again.</summary>
public sealed class SeeOtherResult(string url) : StatusCodeResult(StatusCodes.Status303SeeOther)
{
    public string Url { get; } = url;

    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.Headers.Location = Url;
        base.ExecuteResult(context);
    }
}
