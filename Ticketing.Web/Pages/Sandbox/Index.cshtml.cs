using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Sandbox;

/// <summary>Fake payment page: the visitor chooses the outcome. Returns 404 unless the sandbox is the configured provider.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class IndexModel(SandboxGateway sandbox, IOptionsMonitor<PaymentOptions> payments, TimeProvider clock) : PageModel
{
    public SandboxSession Payment { get; private set; } = null!;

    public bool IsOpen => Payment.Status == SandboxStatus.Open && clock.GetUtcNow() < Payment.ExpiresAt;

    public async Task<IActionResult> OnGetAsync(string session, CancellationToken ct) => await LoadAsync(session, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string session, [FromForm] string? outcome, CancellationToken ct)
    {
        if (!await LoadAsync(session, ct))
        {
            return NotFound();
        }

        SandboxStatus? chosen = outcome switch
        {
            "paid" => SandboxStatus.Paid,
            "declined" => SandboxStatus.Declined,
            "cancelled" => SandboxStatus.Cancelled,
            _ => null,
        };
        if (chosen is not { } status)
        {
            return BadRequest();
        }

        // The first click wins; a second one only redirects to the result.
        await sandbox.CloseAsync(session, status, ct);
        return new SeeOtherResult(Payment.ReturnPath);
    }

    private async Task<bool> LoadAsync(string session, CancellationToken ct)
    {
        var isProvider = payments.CurrentValue.Provider == PaymentProvider.Sandbox;
        Payment = (isProvider ? await sandbox.FindAsync(session, ct) : null)!;
        return Payment is not null;
    }
}
