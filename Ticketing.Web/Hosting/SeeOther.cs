using Microsoft.AspNetCore.Mvc;

namespace Ticketing.Hosting;

/// <summary>The answer to a form that was taken: go and look there. A reload of that page posts nothing again.</summary>
public sealed class SeeOther(string url) : StatusCodeResult(StatusCodes.Status303SeeOther)
{
    public string Url { get; } = url;

    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.Headers.Location = Url;
        base.ExecuteResult(context);
    }
}
