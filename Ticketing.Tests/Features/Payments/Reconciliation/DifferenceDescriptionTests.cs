using Ticketing.Areas.Admin.Pages.Payments;
using Ticketing.Features.Payments.Reconciliation;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

public sealed class DifferenceDescriptionTests
{
    private static readonly Dictionary<PaymentDifferenceKind, DifferenceWording> Wordings = DifferenceWordings.Create("Stripe");

    public static TheoryData<PaymentDifferenceKind> Kinds => [.. Enum.GetValues<PaymentDifferenceKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_description_and_texts(PaymentDifferenceKind kind)
    {
        var (description, wording) = (DifferenceDescription.Get(kind), Wordings[kind]);

        Assert.Equal(description.RequiresDecision, wording.Resolution is not null);
        Assert.Equal(description.Repair == DifferenceRepair.AskAgain, wording.Repaired is null);
    }

    [Fact]
    public void What_no_repair_can_change_needs_a_decision() =>
        Assert.All(
            Enum.GetValues<PaymentDifferenceKind>().Select(DifferenceDescription.Get).Where(d => d.Repair == DifferenceRepair.AskAgain),
            description => Assert.True(description.RequiresDecision)
        );
}
