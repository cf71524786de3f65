namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <summary>Codes for all events.</summary>
public sealed class IndexModel(PromoCodeServicesForPages services) : PromoCodeListPage(services);
