using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>All entries of the menu, for phones.</summary>
public sealed class MoreModel(IAuthorizationService authorization) : PageModel
{
    public IReadOnlyList<MenuGroup> Groups { get; private set; } = [];

    public async Task OnGetAsync() => Groups = Menu.For((await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded);
}
