using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Lists;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Api.Staff;

internal static class StaffEndpoints
{
    private const string Path = "/staff";
    private const string OnePath = Path + "/{id:guid}";

    private static readonly StaffResource Example = new()
    {
        Id = new Guid("019ac3f4-7f00-7d55-8e22-4c6f7a8b9c01"),
        Name = "Sam Field",
        Email = "sam@example.org",
        Role = "admin",
        State = StaffState.Active,
        HasSecondFactor = true,
        CreatedAt = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
        LastSignInAt = new DateTimeOffset(2026, 11, 20, 9, 12, 0, TimeSpan.Zero),
        InvitedUntil = null,
    };

    private static readonly InvitationRequest InvitationExample = new() { Email = "sam@example.org", Role = "admin" };
    private static readonly RoleRequest RoleExample = new() { Role = "admin" };

    public static void MapStaff(this IEndpointRouteBuilder api)
    {
        var staff = api.MapGroup("").WithTags("Staff").RequireSuperAdmin();
        staff.MapGet(Path, ListAsync).WithName("ListStaff").WithExample(ApiList.Create<StaffResource>([Example]));
        staff.MapGet(OnePath, GetAsync).WithName("GetStaff").WithExample(Example);
        Change(staff.MapPost(Path + "/invitations", InviteAsync), "InviteStaff").WithRequest(InvitationExample);
        Change(staff.MapPost(OnePath + "/invite-again", InviteAgainAsync), "InviteStaffAgain");
        Change(staff.MapPost(OnePath + "/approve", ApproveAsync), "ApproveStaff").WithRequest(RoleExample);
        Change(staff.MapPut(OnePath + "/role", ChangeRoleAsync), "ChangeStaffRole").WithRequest(RoleExample);
        Change(staff.MapPost(OnePath + "/disable", DisableAsync), "DisableStaff");
        Change(staff.MapPost(OnePath + "/enable", EnableAsync), "EnableStaff");
        Change(staff.MapPost(OnePath + "/sign-out", SignOutAsync), "SignStaffOut");
        Change(staff.MapPost(OnePath + "/reset-second-factor", ResetSecondFactorAsync), "ResetStaffSecondFactor");
        staff
            .MapDelete(OnePath + "/invitation", WithdrawAsync)
            .WithName("WithdrawInvitation")
            .WithProblems(ProblemType.Conflict)
            .RequireFreshFactor();
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder operation, string name) =>
        operation.WithName(name).WithExample(Example).WithProblems(ProblemType.Conflict).RequireFreshFactor();

    /// <summary>List staff accounts</summary>
    /// <remarks>All of them, those that wait for approval first.</remarks>
    internal static async Task<Ok<ApiList<StaffResource>>> ListAsync(StaffQueries staff, CancellationToken ct) =>
        TypedResults.Ok(ApiList.Create<StaffResource>([.. (await staff.ListAsync(ct)).Select(StaffResource.From)]));

    /// <summary>Get a staff account</summary>
    /// <remarks>With its role, whether it has a second factor, and when its owner signed in last.</remarks>
    internal static Task<Results<Ok<StaffResource>, ProblemResult>> GetAsync(
        [Description("The account's id.")] Guid id,
        StaffAnswers answers,
        CancellationToken ct
    ) => answers.ShowAsync(id, ct);

    /// <summary>Invite somebody</summary>
    /// <remarks>Sends an email with a link that is valid for seven days.</remarks>
    internal static async Task<Results<Created<StaffResource>, ProblemResult>> InviteAsync(
        InvitationRequest request,
        InviteStaff invitations,
        StaffAnswers answers,
        CancellationToken ct
    ) =>
        StaffAnswers.CheckRole(request.Role) is { } wrong
            ? wrong
            : await invitations.InviteAsync(request.Email, request.Role, ct) switch
            {
                AccountOutcome.Done made => TypedResults.Created(
                    $"{ApiPaths.Version1}{Path}/{made.UserId}",
                    await answers.GetAsync(made.UserId, ct)
                ),
                AccountOutcome.Refused refused => ProblemResult.Invalid("email", refused.Reason),
                _ => throw new InvalidOperationException("Unknown outcome."),
            };

    /// <summary>Send an invitation again</summary>
    /// <remarks>It is valid for seven more days.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> InviteAgainAsync(
        [Description("The account's id.")] Guid id,
        InviteStaff invitations,
        StaffAnswers answers,
        CancellationToken ct
    ) => await answers.ShowAsync(id, ToResult(await invitations.ResendAsync(id, ct)), ct);

    /// <summary>Withdraw an invitation</summary>
    /// <remarks>Or turn away somebody who registered. The account is deleted.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> WithdrawAsync(
        [Description("The account's id.")] Guid id,
        InviteStaff invitations,
        StaffQueries staff,
        CancellationToken ct
    ) =>
        await invitations.WithdrawAsync(id, ct) ? TypedResults.NoContent()
        : await staff.FindAsync(id, ct) is null ? ProblemResult.Create(ProblemType.NotFound)
        : ProblemResult.Create(ProblemType.Conflict, "The account is in use. Disable it instead.");

    /// <summary>Let somebody in who registered</summary>
    /// <remarks>Sends them an email.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> ApproveAsync(
        [Description("The account's id.")] Guid id,
        RoleRequest request,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => StaffAnswers.CheckRole(request.Role) ?? await answers.ShowAsync(id, await staff.ApproveAsync(id, request.Role, ct), ct);

    /// <summary>Change somebody's role</summary>
    /// <remarks>Ends the person's sessions and tokens.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> ChangeRoleAsync(
        [Description("The account's id.")] Guid id,
        RoleRequest request,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => StaffAnswers.CheckRole(request.Role) ?? await answers.ShowAsync(id, await staff.ChangeRoleAsync(id, request.Role, ct), ct);

    /// <summary>Disable an account</summary>
    /// <remarks>The person cannot sign in any more; sessions and tokens end.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> DisableAsync(
        [Description("The account's id.")] Guid id,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => await answers.ShowAsync(id, await staff.DisableAsync(id, ct), ct);

    /// <summary>Enable a disabled account</summary>
    /// <remarks>The person can sign in again, with the role, password and second factor of before.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> EnableAsync(
        [Description("The account's id.")] Guid id,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => await answers.ShowAsync(id, await staff.EnableAsync(id, ct), ct);

    /// <summary>Sign somebody out everywhere</summary>
    /// <remarks>The person can sign in again. For yourself, revoke your tokens.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> SignOutAsync(
        [Description("The account's id.")] Guid id,
        ClaimsPrincipal caller,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => RefuseOwn(caller, id) ?? await answers.ShowAsync(id, await staff.SignOutAsync(id, ct), ct);

    /// <summary>Reset somebody's second factor</summary>
    /// <remarks>The next sign-in asks for a new one. Sessions and tokens end, and the person is told by email.</remarks>
    internal static async Task<Results<Ok<StaffResource>, ProblemResult>> ResetSecondFactorAsync(
        [Description("The account's id.")] Guid id,
        ClaimsPrincipal caller,
        StaffAdministration staff,
        StaffAnswers answers,
        CancellationToken ct
    ) => RefuseOwn(caller, id) ?? await answers.ShowAsync(id, await staff.ResetSecondFactorAsync(id, ct), ct);

    private static ProblemResult? RefuseOwn(ClaimsPrincipal caller, Guid id) =>
        caller.GetStaffId() == id ? ProblemResult.Create(ProblemType.Conflict, "This is your own account: use its pages.") : null;

    private static StaffChangeResult ToResult(bool isDone) => isDone ? StaffChangeResult.Done : StaffChangeResult.NotApplicable;
}
