using ArchUnitNET.Domain;
using Ticketing.Features.Payments;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Webhooks, Reconciliation → Sync → Checkout → Refunds, Disputes → Payment → Providers.</summary>
[Collection(ProgramTypes.Collection)]
public sealed class PaymentsLayerTests(ProgramTypes program)
{
    private const string Root = "Ticketing.Features.Payments";

    /// <summary>From the bottom. Payment itself is in the root namespace.</summary>
    private static readonly string[][] Layers =
    [
        ["Providers"],
        [""],
        ["Refunds", "Disputes"],
        ["Checkout"],
        ["Sync"],
        ["Webhooks", "Reconciliation"],
    ];

    /// <summary>Registers the services of all layers.</summary>
    private static readonly string Composition = typeof(PaymentServices).FullName!;

    [Fact]
    public void Payments_depend_only_on_lower_layers()
    {
        var strays =
            from type in program.All
            let part = GetPart(type)
            where part is not null && type.FullName != Composition
            from target in type.Dependencies.Select(d => d.Target).Distinct()
            let other = GetPart(target)
            where other is not null && other != part && GetLayer(other) >= GetLayer(part)
            select $"{type.FullName} → {target.FullName}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Every_part_of_payments_has_a_layer() =>
        Assert.Equal(Layers.SelectMany(layer => layer).Order(), program.All.Select(GetPart).OfType<string>().Distinct().Order());

    [Fact]
    public void Only_the_payment_providers_use_the_Stripe_library()
    {
        var users = program.All.Where(type => type.Dependencies.Any(d => IsStripe(d.Target))).ToList();
        Assert.NotEmpty(users);
        Assert.All(users, type => Assert.Equal("Providers", GetPart(type)));
    }

    private static string? GetPart(IType type)
    {
        var name = type.Namespace?.FullName ?? "";
        return name == Root ? ""
            : name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..].Split('.')[0]
            : null;
    }

    private static int GetLayer(string part) => Array.FindIndex(Layers, layer => layer.Contains(part));

    private static bool IsStripe(IType type) =>
        type.Namespace?.FullName is { } name && (name == "Stripe" || name.StartsWith("Stripe.", StringComparison.Ordinal));
}
