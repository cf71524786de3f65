using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>Without one, an account opens nothing but the page to set it up, for whoever knows the password.</summary>
internal sealed class SecondFactorCheck(StaffQueries staff) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.SecondFactor;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
    {
        var active = (await staff.ListAsync(ct))
            .Where(person => person.State is StaffState.Active or StaffState.LockedOut && person.Role is not null)
            .ToLookup(person => person.Role == Roles.SuperAdmin);
        return active.Contains(true)
            ? GoLiveFinding.Combine(DescribeSuperAdmins(CountWithout(active[true])), DescribeOthers(CountWithout(active[false])))
            : GoLiveFinding.Fail(
                T["Nobody can manage this venue yet. Create its first superadmin: the command setup-link prints the link."]
            );
    }

    private static int CountWithout(IEnumerable<StaffRow> people) => people.Count(person => !person.HasSecondFactor);

    private static GoLiveFinding DescribeSuperAdmins(int without) =>
        without switch
        {
            0 => GoLiveFinding.Ok(T["All superadmins have a second factor."]),
            _ => GoLiveFinding.Fail(
                T.Plural(
                    without,
                    "1 superadmin has no second factor, and must set it up or be disabled.",
                    "{0} superadmins have no second factor, and must set it up or be disabled."
                )
            ),
        };

    private static GoLiveFinding DescribeOthers(int without) =>
        without switch
        {
            0 => GoLiveFinding.Ok(T["So have all other staff."]),
            _ => GoLiveFinding.Warn(
                T.Plural(
                    without,
                    "1 other account has no second factor yet. Ask for it before the first sale.",
                    "{0} other accounts have no second factor yet. Ask for it before the first sale."
                )
            ),
        };
}
