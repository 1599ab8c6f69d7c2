import { useFormat } from '../../../ui/kit/index.ts'

/** 88750 parts per million as 8.875 %. */
export function useRate() {
  const format = useFormat()
  return (ppm: number) => `${format.number(ppm / 10_000)} %`
}
