using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Api.Staff;

/// <summary>Answers with an account as it is after a change.</summary>
internal sealed class StaffAnswers(StaffQueries staff)
{
    public async Task<Results<Ok<StaffResource>, ProblemResult>> ShowAsync(Guid id, CancellationToken ct) =>
        await staff.FindAsync(id, ct) is { } row ? TypedResults.Ok(StaffResource.From(row)) : ProblemResult.Create(ProblemType.NotFound);

    /// <summary>It is known to exist.</summary>
    public async Task<StaffResource> GetAsync(Guid id, CancellationToken ct) => StaffResource.From((await staff.FindAsync(id, ct))!);

    public async Task<Results<Ok<StaffResource>, ProblemResult>> ShowAsync(Guid id, StaffChangeResult change, CancellationToken ct) =>
        change switch
        {
            StaffChangeResult.Done => await ShowAsync(id, ct),
            StaffChangeResult.LastSuperAdmin => ProblemResult.Create(
                ProblemType.Conflict,
                "This is the last superadmin. Make somebody else superadmin first."
            ),
            _ => await staff.FindAsync(id, ct) is { } row
                ? ProblemResult.Create(ProblemType.Conflict, $"This is not possible for an account that is “{Describe(row.State)}”.")
                : ProblemResult.Create(ProblemType.NotFound),
        };

    /// <returns>Null if the role exists.</returns>
    public static ProblemResult? CheckRole(string role) =>
        StaffAdministration.IsRole(role) ? null : ProblemResult.Invalid("role", "Use “admin” or “superadmin”.");

    private static string Describe(StaffState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
