using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;

namespace Ticketing.Areas.Admin;

/// <summary>Sends staff to the confirmation page unless their second factor was checked a few minutes ago.</summary>
internal sealed class FreshFactorFilter(StaffSessions sessions) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var (request, user) = (context.HttpContext.Request, context.HttpContext.User);

        // Without a second factor there is nothing to ask for; pages that require one have a policy.
        if (!user.UsedBothFactors() || await sessions.HasFreshFactorAsync(user.GetSessionId(), context.HttpContext.RequestAborted))
        {
            return;
        }

        var isForm = HttpMethods.IsPost(request.Method);
        context.Result = new RedirectToPageResult(
            "/Account/Confirm",
            new { next = GetReturnPath(request), unsaved = isForm ? "true" : null }
        );
    }

    /// <summary>The page with the form, if one was sent.</summary>
    private static string GetReturnPath(HttpRequest request) =>
        request.Path
        + new QueryBuilder(
            request
                .Query.Where(pair => pair.Key != "handler")
                .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))
        ).ToQueryString();
}
