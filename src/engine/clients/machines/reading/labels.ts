/** Labels before the list of updates, by language of Windows; the other fields are found by the shape of their values. */
export const updateLabels: readonly string[] = [
  'Hotfix(s)', 'Hotfix(es)', 'Correctif(s)', 'Revisión(es)', '修补程序', 'Aggiornamenti rapidi', 'Исправление(я)', 'Poprawki',
];

/** What the configuration of a domain controller contains, in lower case. */
const domainControllers: readonly string[] = [
  'domain controller', 'domänencontroller', 'contrôleur de domaine', 'controlador de dominio', 'domeincontroller', '域控制器', 'контроллер домена',
];

export const isUpdateLabel = (label: string): boolean => updateLabels.includes(label.trim());

export const namesDomainController = (text: string): boolean => domainControllers.some((one) => text.toLowerCase().includes(one));
