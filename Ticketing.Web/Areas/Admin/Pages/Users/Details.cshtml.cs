using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Areas.Admin.Pages.Users;

public sealed class DetailsModel(StaffQueries list, StaffAdministration changes, InviteStaff invitations) : PageModel
{
    [BindProperty]
    public string? Role { get; set; }

    public StaffRow Person { get; private set; } = null!;

    public string? Problem { get; private set; }

    public bool IsSelf => Person.Id == User.GetStaffId();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (
            !Guid.TryParse(RouteData.Values["id"] as string, out var id)
            || await list.FindAsync(id, HttpContext.RequestAborted) is not { } person
        )
        {
            context.Result = NotFound();
            return;
        }

        Person = person;
        await next();
    }

    public void OnGet() { }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) =>
        WithRoleAsync(
            role => changes.ApproveAsync(Person.Id, role, ct),
            T["{0}’s account is approved. We’ve emailed them.", Person.DisplayName]
        );

    public Task<IActionResult> OnPostRoleAsync(CancellationToken ct) =>
        WithRoleAsync(
            role => changes.ChangeRoleAsync(Person.Id, role, ct),
            T["{0} has the role “{1}” now.", Person.DisplayName, StaffText.RoleText(Role)]
        );

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken ct) =>
        await RespondAsync(await changes.DisableAsync(Person.Id, ct), T["{0}’s account is disabled.", Person.DisplayName]);

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken ct) =>
        await RespondAsync(await changes.EnableAsync(Person.Id, ct), T["{0} may sign in again.", Person.DisplayName]);

    public async Task<IActionResult> OnPostFactorAsync(CancellationToken ct) =>
        IsSelf
            ? RedirectToPage("/Account/SecondFactor/Index")
            : await RespondAsync(
                await changes.ResetSecondFactorAsync(Person.Id, ct),
                T["{0} sets up a new second factor at the next sign-in.", Person.DisplayName]
            );

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken ct) =>
        IsSelf
            ? RedirectToPage("/Account/Sessions")
            : await RespondAsync(await changes.SignOutAsync(Person.Id, ct), T["{0} is signed out everywhere.", Person.DisplayName]);

    public async Task<IActionResult> OnPostResendAsync(CancellationToken ct) =>
        await RespondAsync(
            await invitations.ResendAsync(Person.Id, ct) ? StaffChangeResult.Done : StaffChangeResult.NotApplicable,
            T["The invitation is on its way again."]
        );

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        await RespondAsync(
            await invitations.WithdrawAsync(Person.Id, ct) ? StaffChangeResult.Done : StaffChangeResult.NotApplicable,
            T["{0} is off the list.", Person.DisplayName],
            "/Users/Index"
        );

    private async Task<IActionResult> WithRoleAsync(Func<string, Task<StaffChangeResult>> change, string done) =>
        Role is { } role && StaffAdministration.IsRole(role)
            ? await RespondAsync(await change(role), done)
            : Refuse(T["Choose a role."], StatusCodes.Status400BadRequest);

    private async Task<IActionResult> RespondAsync(StaffChangeResult change, string done, string? then = null)
    {
        if (change == StaffChangeResult.Done)
        {
            this.SetFlash(done);
            return then is null ? RedirectToPage(new { id = Person.Id }) : RedirectToPage(then);
        }

        Person = await list.FindAsync(Person.Id, HttpContext.RequestAborted) ?? Person;
        return Refuse(
            change == StaffChangeResult.LastSuperAdmin
                ? T["{0} is the last superadmin. Make somebody else superadmin first.", Person.DisplayName]
                : T["A colleague was faster. This page is now up to date."],
            StatusCodes.Status409Conflict
        );
    }

    private PageResult Refuse(string problem, int status)
    {
        Problem = problem;
        Response.StatusCode = status;
        return Page();
    }
}
