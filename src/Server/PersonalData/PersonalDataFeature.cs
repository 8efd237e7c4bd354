namespace LogisticsScreening.Server.PersonalData;

internal static class PersonalDataFeature
{
    /// <summary>The key ring and what stands on it: <see cref="KeyRing"/>, <see cref="FieldCipher"/>, <see cref="BlindIndex"/>, <see cref="EncryptedColumns"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="keyDirectory">LS_KEYS: outside the database, with a backup of its own.</param>
    public static IServiceCollection AddPersonalData(this IServiceCollection services, string keyDirectory) => services
        .AddSingleton(provider => KeyRing.Open(keyDirectory, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<FieldCipher>()
        .AddSingleton<BlindIndex>()
        .AddSingleton<EncryptedColumns>();
}
